#include "usecases/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "usecases/sign_in.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::chrono::hours kFirstSecretLife{24};
constexpr std::size_t kFirstSecretBytes = 16;
constexpr std::size_t kLongestName = 200;

using MaybeAccountClash = std::optional<ClashFound>;

ClashFound account_field(std::string field, std::string zh, std::string en) {
  return {Clash::field_invalid, std::move(field), std::move(zh), std::move(en)};
}

MaybeAccountClash login_clash(ports::Transaction& tx, const std::string& login) {
  const bool good = login.size() >= 3 && login.size() <= 64 && std::all_of(login.begin(), login.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                    });
  if (!good) {
    return account_field("login", "登录名须为 3 至 64 个小写字母、数字、点、连字符或下划线。",
                         "A login is 3 to 64 lower-case letters, digits, dots, hyphens or underscores.");
  }
  if (tx.accounts().account_by_login(login)) {
    return ClashFound{Clash::already_exists, "login", fmt::format("登录名 {} 已被使用，请换一个。", login),
                      fmt::format("The login {} is taken; choose another one.", login)};
  }
  return std::nullopt;
}

MaybeAccountClash name_clash(const std::string& name) {
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (name.empty() || name.size() > kLongestName || control)
    return account_field("name", "名称须有内容，不超过 200 字节。", "A name must not be empty, and at most 200 bytes.");
  return std::nullopt;
}

/// Puts role and belonging on the account; whom it belongs to must be in the catalogue.
MaybeAccountClash set_belonging(ports::Transaction& tx, const Belonging& belonging, ports::Account& account) {
  const bool clerk = belonging.role == core::Role::institution_clerk;
  const bool reviewer = belonging.role == core::Role::bureau_reviewer;
  if (clerk == belonging.institution.empty()) {
    return account_field("institution", clerk ? "院校经办须指定院校。" : "此角色不属于任何院校。",
                         clerk ? "A clerk needs an institution." : "This role belongs to no institution.");
  }
  if (reviewer == belonging.bureau.empty()) {
    return account_field("bureau", reviewer ? "市县初审须指定市县教育行政部门。" : "此角色不属于任何市县教育行政部门。",
                         reviewer ? "A bureau's reviewer needs a bureau." : "This role belongs to no bureau.");
  }
  account.role = belonging.role;
  account.institution = {};
  account.institution_code.clear();
  account.bureau.clear();
  if (clerk) {
    const auto institution = tx.catalogue().institution_by_code(belonging.institution);
    if (!institution) {
      return account_field("institution", fmt::format("没有代码为 {} 的院校。", belonging.institution),
                           fmt::format("There is no institution {}.", belonging.institution));
    }
    account.institution = institution->id;
    account.institution_code = institution->code;
  }
  if (reviewer) {
    if (!tx.catalogue().bureau(belonging.bureau)) {
      return account_field("bureau", fmt::format("没有代码为 {} 的市县教育行政部门。", belonging.bureau),
                           fmt::format("There is no bureau {}.", belonging.bureau));
    }
    account.bureau = belonging.bureau;
  }
  return std::nullopt;
}

/// Has somebody always to be left who can do what this account does? One that was edited past the program does nothing.
bool keeps_the_house(const ports::Account& account) {
  const bool needed =
      account.role == core::Role::system_administrator || account.role == core::Role::security_administrator;
  return needed && !account.disabled && account.marked;
}

/// Nobody would be left who can administer as this account does if it no longer did.
bool last_administrator(ports::Transaction& tx, const ports::Account& leaving) {
  if (!keeps_the_house(leaving)) return false;
  const auto all = tx.accounts().accounts();
  return std::none_of(all.begin(), all.end(), [&](const ports::Account& each) {
    return each.id != leaving.id && each.role == leaving.role && keeps_the_house(each);
  });
}

ClashFound no_administrator_left() {
  return {Clash::last_administrator, "", "这是最后一个可用的同类管理员账号，请先另设一个。",
          "This is the last administrator of its kind who can sign in; make another one first."};
}

/// 三员分立: who administers in one way does not get another's duty on the same account.
MaybeAccountClash second_duty(core::Role before, core::Role after) {
  if (before == after || !core::administers(before) || !core::administers(after)) return std::nullopt;
  return ClashFound{Clash::administrators_apart, "role",
                    "系统管理员、安全管理员、审计管理员不得共用一个账号，请另建账号。",
                    "System, security and audit administrators never share an account; make another account."};
}

AccountView account_view(ports::Transaction& tx, const Context& context, ports::Account account) {
  AccountView view;
  view.waits = account.password_hash.empty();
  if (view.waits) view.first_secret_until = tx.accounts().first_secret_until(account.id);
  view.own = context.actor.account.some() && context.actor.account == account.id;
  view.account = std::move(account);
  return view;
}

/// The account that an act is asked of, once it is sure that the actor still may; else the refusal, recorded.
Outcome<ports::Account> reached_account(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                                        const std::string& login) {
  // Whoever acts at the terminal has no account: he may read the installation's key, and does what each of them may.
  const bool at_terminal = !context.actor.account.some();
  if (!at_terminal && !core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  tx.accounts().lock_accounts();
  // Another administrator may have taken the right away while this act waited.
  if (context.actor.account.some()) {
    const auto acting = tx.accounts().account(context.actor.account);
    const bool still_may = acting && !acting->disabled && core::may_ever(acting->role, act.act);
    if (!still_may) return record_not_yours(tx, context, act);
  }
  auto account = tx.accounts().account_by_login(login);
  if (!account) return record_not_yours(tx, context, act);
  if (context.actor.account.some() && account->id == context.actor.account) {
    return record_clash(tx, context, act,
                        {Clash::own_account, "", "不能办理自己正在使用的账号，请由另一位管理员办理。",
                         "Nobody administers their own account; ask another administrator."});
  }
  return *std::move(account);
}

FirstSecretGiven give_first_secret(ports::Transaction& tx, const Context& context, ports::Account account) {
  FirstSecretGiven given{std::move(account), context.crypto.random_hex(kFirstSecretBytes),
                         context.now + kFirstSecretLife};
  tx.accounts().insert_first_secret({context.crypto.sm3(given.secret), given.account.id, given.until, std::nullopt});
  return given;
}

std::string belonging_text(const Belonging& belonging) {
  return fmt::format("{} {}{}", core::to_text(belonging.role), belonging.institution, belonging.bureau);
}

bool text_holds(std::string_view text, const std::string& part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool asked_for(const AccountQuery& query, const ports::Account& account) {
  if (query.role && account.role != *query.role) return false;
  if (query.disabled && account.disabled != *query.disabled) return false;
  if (query.waits && account.password_hash.empty() != *query.waits) return false;
  return text_holds(account.login, query.search) || text_holds(account.display_name, query.search) ||
         text_holds(account.institution_code, query.search) || text_holds(account.bureau, query.search);
}

}  // namespace

Outcome<std::vector<AccountView>> list_accounts(ports::Transaction& tx, const Context& context,
                                                const AccountQuery& query) {
  if (!core::may_ever(context.actor.role, core::Act::account_list)) return not_yours();
  std::vector<AccountView> views;
  for (ports::Account& account : tx.accounts().accounts()) {
    if (asked_for(query, account)) views.push_back(account_view(tx, context, std::move(account)));
  }
  return views;
}

Outcome<FirstSecretGiven> add_account(ports::Transaction& tx, const Context& context, const std::string& login,
                                      const std::string& display_name, const Belonging& belonging) {
  const AuditedAct act{core::Act::account_add, object_name("account", login)};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  ports::Account account;
  account.login = login;
  account.display_name = display_name;
  account.must_change_password = true;
  auto clash = login_clash(tx, login);
  if (!clash) clash = name_clash(display_name);
  if (!clash) clash = set_belonging(tx, belonging, account);
  if (clash) return record_clash(tx, context, act, *std::move(clash));
  account.id = tx.accounts().insert(account);
  FirstSecretGiven given = give_first_secret(tx, context, std::move(account));
  record_done(tx, context, act, belonging_text(belonging));
  return given;
}

Outcome<FirstSecretGiven> reset_account(ports::Transaction& tx, const Context& context, const std::string& login) {
  const AuditedAct act{core::Act::account_reset, object_name("account", login)};
  auto reached = reached_account(tx, context, act, login);
  if (!reached) return std::move(reached).error();
  ports::Account account = std::move(reached).value();
  account.password_hash.clear();
  account.password_set_at.reset();
  account.must_change_password = true;
  clear_failures(tx, account);
  tx.accounts().end_sessions_of(account.id);
  tx.accounts().spend_first_secrets_of(account.id, context.now);
  FirstSecretGiven given = give_first_secret(tx, context, std::move(account));
  record_done(tx, context, act);
  return given;
}

Outcome<AccountView> reset_factor(ports::Transaction& tx, const Context& context, const std::string& login) {
  const AuditedAct act{core::Act::factor_reset, object_name("account", login)};
  auto reached = reached_account(tx, context, act, login);
  if (!reached) return std::move(reached).error();
  ports::Account account = std::move(reached).value();
  tx.accounts().remove_second_factor(account.id);
  tx.accounts().end_sessions_of(account.id);
  account.has_factor = false;
  record_done(tx, context, act);
  return account_view(tx, context, std::move(account));
}

Outcome<AccountView> unlock_account(ports::Transaction& tx, const Context& context, const std::string& login) {
  const AuditedAct act{core::Act::account_unlock, object_name("account", login)};
  auto reached = reached_account(tx, context, act, login);
  if (!reached) return std::move(reached).error();
  ports::Account account = std::move(reached).value();
  clear_failures(tx, account);
  record_done(tx, context, act);
  return account_view(tx, context, std::move(account));
}

Outcome<AccountView> set_disabled(ports::Transaction& tx, const Context& context, const std::string& login,
                                  bool disabled) {
  const AuditedAct act{core::Act::account_disable, object_name("account", login)};
  auto reached = reached_account(tx, context, act, login);
  if (!reached) return std::move(reached).error();
  ports::Account account = std::move(reached).value();
  if (disabled && last_administrator(tx, account)) return record_clash(tx, context, act, no_administrator_left());
  account.disabled = disabled;
  tx.accounts().update(account);
  if (disabled) tx.accounts().end_sessions_of(account.id);
  record_done(tx, context, act, disabled ? "disabled" : "enabled");
  return account_view(tx, context, std::move(account));
}

Outcome<AccountView> change_account(ports::Transaction& tx, const Context& context, const std::string& login,
                                    const std::optional<std::string>& display_name, const Belonging& belonging) {
  const AuditedAct act{core::Act::account_change, object_name("account", login)};
  auto reached = reached_account(tx, context, act, login);
  if (!reached) return std::move(reached).error();
  const ports::Account before = std::move(reached).value();
  ports::Account account = before;
  if (display_name) account.display_name = *display_name;
  auto clash = name_clash(account.display_name);
  if (!clash) clash = set_belonging(tx, belonging, account);
  // The role of an account that was edited past the program is not the one it had.
  if (!clash && before.marked) clash = second_duty(before.role, account.role);
  if (!clash && account.role != before.role && last_administrator(tx, before)) clash = no_administrator_left();
  if (clash) return record_clash(tx, context, act, *std::move(clash));
  // An account that was edited past the program gets its rights anew here, and needs a new first secret: whose password
  // it holds is not known.
  if (!before.marked) {
    account.marked = true;
    account.password_hash.clear();
    account.must_change_password = true;
    tx.accounts().spend_first_secrets_of(account.id, context.now);
  }
  tx.accounts().update(account);
  const bool elsewhere = !before.marked || account.role != before.role || account.institution != before.institution ||
                         account.bureau != before.bureau;
  if (elsewhere) tx.accounts().end_sessions_of(account.id);
  record_done(tx, context, act, belonging_text(belonging));
  return account_view(tx, context, std::move(account));
}

}  // namespace kaoji::usecases
