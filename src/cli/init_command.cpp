#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <vector>

#include "adapters/system/sm2_signing.hpp"
#include "cli/accounts.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"

namespace kaoji::cli {

namespace {

struct InitArguments {
  std::string folder;
  std::string database;
  std::string login = "sysadmin";
  std::string security = "secadmin";
  std::string audit = "auditadmin";
};

/// One of the three administrators, who never share an account.
struct First {
  std::string login;
  std::string_view zh;
  std::string_view en;
  core::Role role;
};

int init(const InitArguments& arguments) {
  const DataFolder folder(arguments.folder);
  make_data_folder(folder, arguments.database);
  Installation installation(Whereabouts{arguments.folder, {}});
  const std::array<First, 3> firsts{
      First{arguments.login, "系统管理员", "System administrator", core::Role::system_administrator},
      First{arguments.security, "安全管理员", "Security administrator", core::Role::security_administrator},
      First{arguments.audit, "审计管理员", "Audit administrator", core::Role::auditor}};
  std::vector<std::string> secrets;
  secrets.reserve(firsts.size());
  for (const First& first : firsts) {
    secrets.push_back(add_account(installation, first.login, std::string(first.zh), {first.role, {}, {}}));
  }
  const auto signing = system::open_signing_key(folder.signing_key());
  mark_made_by_init(folder);
  fmt::print("数据目录 Data folder: {}\n配置 Settings: {}\n", folder.path(), folder.settings());
  fmt::print("签名公钥 Public key of signatures ({}): {}\n", signing->key_id(), signing->public_key());
  fmt::print(
      "三员的初始口令（各只能用一次，24 小时内有效，不再显示；请分别交给三人）\n"
      "First secrets of the three administrators (single use, for 24 hours, not shown again; for three persons):\n");
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    fmt::print("{} {}\t{}\t{}\n", firsts[i].zh, firsts[i].en, firsts[i].login, secrets[i]);
  }
  return 0;
}

}  // namespace

void add_init(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("init", "建立数据目录和三员账号 Make a data folder and its three administrators");
  auto arguments = std::make_shared<InitArguments>();
  command->add_option("DIR", arguments->folder, "新的数据目录 The new data folder")->required();
  command->add_option("--db", arguments->database,
                      "数据库地址，写入配置；默认目录内的 SQLite 文件 Database address, kept in the "
                      "settings; by default an SQLite file in the folder");
  command->add_option("--login", arguments->login, "系统管理员的登录名 The administrator's login")
      ->capture_default_str();
  command->add_option("--security-login", arguments->security, "安全管理员的登录名 The security administrator's login")
      ->capture_default_str();
  command->add_option("--audit-login", arguments->audit, "审计管理员的登录名 The audit administrator's login")
      ->capture_default_str();
  command->callback([arguments, &action] { action = [arguments] { return init(*arguments); }; });
}

}  // namespace kaoji::cli
