#include "cli/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/failure.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

namespace {

constexpr std::chrono::hours kFirstSecretLife{24};
constexpr std::size_t kFirstSecretBytes = 16;
constexpr std::size_t kMaxNameBytes = 200;

void check_login(const std::string& login) {
  const bool good = login.size() >= 3 && login.size() <= 64 && std::all_of(login.begin(), login.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                    });
  if (!good) {
    throw CommandFailed(
        "登录名须为 3 至 64 个小写字母、数字、点、连字符或下划线。 "
        "A login is 3 to 64 lower-case letters, digits, dots, hyphens or underscores.");
  }
}

void check_name(const std::string& name) {
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (name.empty() || name.size() > kMaxNameBytes || control) {
    throw CommandFailed("姓名须有内容，不超过 200 字节。 A name must not be empty, and at most 200 bytes.");
  }
}

ports::Account account_named(ports::Transaction& tx, const std::string& login) {
  auto account = tx.accounts().account_by_login(login);
  if (!account) throw CommandFailed(fmt::format("没有登录名 {}。 There is no login {}.", login, login));
  return *account;
}

/// Puts role and belonging on the account; whom it belongs to must be in the catalogue.
void set_belonging(ports::Transaction& tx, const Belonging& belonging, ports::Account& account) {
  account.role = belonging.role;
  account.institution = {};
  account.bureau.clear();
  const bool clerk = belonging.role == core::Role::institution_clerk;
  const bool reviewer = belonging.role == core::Role::bureau_reviewer;
  if (clerk == belonging.institution.empty() || reviewer == belonging.bureau.empty()) {
    throw CommandFailed(
        "院校人员须用 --institution，市县审核人员须用 --bureau，其他角色都不用。 "
        "institution-clerk needs --institution, bureau-reviewer needs --bureau, other roles neither.");
  }
  if (clerk) {
    const auto institution = tx.catalogue().institution_by_code(belonging.institution);
    if (!institution)
      throw CommandFailed(
          fmt::format("没有院校 {}。 There is no institution {}.", belonging.institution, belonging.institution));
    account.institution = institution->id;
  }
  if (reviewer) {
    const auto bureaus = tx.catalogue().bureaus();
    const bool known = std::any_of(bureaus.begin(), bureaus.end(),
                                   [&](const core::Bureau& each) { return each.code == belonging.bureau; });
    if (!known)
      throw CommandFailed(
          fmt::format("没有市县教育行政部门 {}。 There is no bureau {}.", belonging.bureau, belonging.bureau));
    account.bureau = belonging.bureau;
  }
}

void keep_an_administrator(ports::Transaction& tx, const ports::Account& leaving) {
  if (leaving.role != core::Role::system_administrator || leaving.disabled) return;
  for (const ports::Account& each : tx.accounts().accounts()) {
    if (each.role == core::Role::system_administrator && !each.disabled && each.id != leaving.id) return;
  }
  throw CommandFailed("这是最后一个系统管理员。 This is the last system administrator.");
}

std::string give_first_secret(ports::Transaction& tx, const usecases::Context& context, core::AccountId account) {
  std::string secret = context.crypto.random_hex(kFirstSecretBytes);
  tx.accounts().insert_first_secret(
      {context.crypto.sm3(secret), account, context.now + kFirstSecretLife, std::nullopt});
  return secret;
}

void record(ports::Transaction& tx, const usecases::Context& context, const char* act, const std::string& login,
            std::string detail) {
  usecases::append_audit(tx, context, {act, usecases::object_name("account", login), "ok", std::move(detail)});
}

std::string described(const ports::Account& account, const Belonging& belonging) {
  return fmt::format("{} {}{}", core::to_text(account.role), belonging.institution, belonging.bureau);
}

}  // namespace

std::string add_account(ports::Transaction& tx, const usecases::Context& context, const std::string& login,
                        const std::string& display_name, const Belonging& belonging) {
  check_login(login);
  check_name(display_name);
  if (tx.accounts().account_by_login(login)) {
    throw CommandFailed(fmt::format("登录名 {} 已被使用。 The login {} is taken.", login, login));
  }
  ports::Account account;
  account.login = login;
  account.display_name = display_name;
  account.must_change_password = true;
  set_belonging(tx, belonging, account);
  account.id = tx.accounts().insert(account);
  std::string secret = give_first_secret(tx, context, account.id);
  record(tx, context, "account-add", login, described(account, belonging));
  return secret;
}

std::string reset_account(ports::Transaction& tx, const usecases::Context& context, const std::string& login) {
  ports::Account account = account_named(tx, login);
  account.password_hash.clear();
  account.must_change_password = true;
  account.failures = 0;
  account.first_failure_at.reset();
  account.locked_until.reset();
  tx.accounts().update(account);
  tx.accounts().end_sessions_of(account.id);
  std::string secret = give_first_secret(tx, context, account.id);
  record(tx, context, "account-reset", login, {});
  return secret;
}

void set_disabled(ports::Transaction& tx, const usecases::Context& context, const std::string& login, bool disabled) {
  ports::Account account = account_named(tx, login);
  if (disabled) keep_an_administrator(tx, account);
  account.disabled = disabled;
  tx.accounts().update(account);
  if (disabled) tx.accounts().end_sessions_of(account.id);
  record(tx, context, disabled ? "account-disable" : "account-enable", login, {});
}

void change_role(ports::Transaction& tx, const usecases::Context& context, const std::string& login,
                 const Belonging& belonging) {
  ports::Account account = account_named(tx, login);
  if (belonging.role != core::Role::system_administrator) keep_an_administrator(tx, account);
  set_belonging(tx, belonging, account);
  tx.accounts().update(account);
  tx.accounts().end_sessions_of(account.id);
  record(tx, context, "account-role", login, described(account, belonging));
}

}  // namespace kaoji::cli
