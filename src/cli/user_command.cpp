#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/accounts.hpp"
#include "cli/commands.hpp"

namespace kaoji::cli {

namespace {

/// What the commands of `user` are told.
struct UserArguments {
  std::shared_ptr<Whereabouts> whereabouts;
  std::string login;
  std::string name;
  std::string role;
  std::string institution;
  std::string bureau;

  [[nodiscard]] usecases::Belonging belonging() const { return {*core::parse_role(role), institution, bureau}; }
};

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < core::kRoleCount; ++i) names.emplace_back(core::to_text(static_cast<core::Role>(i)));
  return names;
}

int print_secret(const std::string& login, const std::string& secret) {
  fmt::print("{}\n", login);
  fmt::print("初始口令（只能用一次，24 小时内有效）\nFirst secret (single use, for 24 hours):\n{}\n", secret);
  return 0;
}

int new_user(const UserArguments& arguments) {
  Installation installation(*arguments.whereabouts);
  return print_secret(arguments.login,
                      add_account(installation, arguments.login, arguments.name, arguments.belonging()));
}

int reset_user(const UserArguments& arguments) {
  Installation installation(*arguments.whereabouts);
  return print_secret(arguments.login, reset_account(installation, arguments.login));
}

int reset_user_factor(const UserArguments& arguments) {
  Installation installation(*arguments.whereabouts);
  reset_factor(installation, arguments.login);
  return 0;
}

int list_users(const UserArguments& arguments) {
  Installation installation(*arguments.whereabouts);
  installation.store().read([](ports::Transaction& tx) {
    for (const ports::Account& account : tx.accounts().accounts()) {
      fmt::print("{}\t{}\t{}{}\t{}\t{}\n", account.login, core::to_text(account.role), account.institution_code,
                 account.bureau, account.display_name, account.disabled ? "停用 disabled" : "");
    }
  });
  return 0;
}

int disable_user(const UserArguments& arguments, bool disabled) {
  Installation installation(*arguments.whereabouts);
  set_disabled(installation, arguments.login, disabled);
  return 0;
}

int change_user_role(const UserArguments& arguments) {
  Installation installation(*arguments.whereabouts);
  change_role(installation, arguments.login, arguments.belonging());
  return 0;
}

void add_login(CLI::App& command, UserArguments& arguments) {
  command.add_option("LOGIN", arguments.login, "登录名 Login")->required();
}

void add_belonging(CLI::App& command, UserArguments& arguments) {
  command.add_option("--institution", arguments.institution, "院校代码（院校人员） Institution's code (clerk)");
  command.add_option("--bureau", arguments.bureau, "市县代码（市县审核人员） Bureau's code (reviewer)");
}

using Does = int (*)(const UserArguments&);

/// One command below `user`; `fill` adds its own arguments.
void add_one(CLI::App& user, Action& action, const char* name, const char* help, Does does,
             const std::function<void(CLI::App&, UserArguments&)>& fill) {
  CLI::App* command = user.add_subcommand(name, help);
  auto arguments = std::make_shared<UserArguments>();
  fill(*command, *arguments);
  arguments->whereabouts = add_whereabouts(*command);
  command->callback([arguments, does, &action] { action = [arguments, does] { return does(*arguments); }; });
}

}  // namespace

void add_user(CLI::App& app, Action& action) {
  CLI::App* user = app.add_subcommand("user", "管理账号（服务停止时） Accounts (while the server is stopped)");
  user->require_subcommand(1);
  add_one(*user, action, "add", "新建账号，给出初始口令 A new account with its first secret", new_user,
          [](CLI::App& command, UserArguments& arguments) {
            add_login(command, arguments);
            command.add_option("--name", arguments.name, "显示的姓名 Display name")->required();
            command.add_option("--role", arguments.role, "角色 Role")->required()->check(CLI::IsMember(role_names()));
            add_belonging(command, arguments);
          });
  add_one(*user, action, "list", "列出账号 List the accounts", list_users, [](CLI::App&, UserArguments&) {});
  add_one(
      *user, action, "disable", "停用账号，立即生效 Disable an account at once",
      [](const UserArguments& arguments) { return disable_user(arguments, true); }, add_login);
  add_one(
      *user, action, "enable", "恢复账号 Enable an account again",
      [](const UserArguments& arguments) { return disable_user(arguments, false); }, add_login);
  add_one(*user, action, "role", "改变角色 Change the role", change_user_role,
          [](CLI::App& command, UserArguments& arguments) {
            add_login(command, arguments);
            command.add_option("ROLE", arguments.role, "角色 Role")->required()->check(CLI::IsMember(role_names()));
            add_belonging(command, arguments);
          });
  add_one(*user, action, "reset", "收回密码，给出新的初始口令 Take the password away, give a new first secret",
          reset_user, add_login);
  add_one(*user, action, "reset-factor", "收回第二因素，下次登录重新设置 Take the second factor away",
          reset_user_factor, add_login);
}

}  // namespace kaoji::cli
