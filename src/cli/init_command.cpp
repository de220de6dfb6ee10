#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/accounts.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"

namespace kaoji::cli {

namespace {

struct InitArguments {
  std::string folder;
  std::string database;
  std::string login = "sysadmin";
};

int init(const InitArguments& arguments) {
  const DataFolder folder(arguments.folder);
  make_data_folder(folder, arguments.database);
  Installation installation(Whereabouts{arguments.folder, {}});
  const std::string secret =
      add_account(installation, arguments.login, "系统管理员", {core::Role::system_administrator, {}, {}});
  mark_made_by_init(folder);
  fmt::print("数据目录 Data folder: {}\n配置 Settings: {}\n", folder.path(), folder.settings());
  fmt::print("系统管理员 System administrator: {}\n", arguments.login);
  fmt::print(
      "初始口令（只能用一次，24 小时内有效，不再显示）\n"
      "First secret (single use, for 24 hours, not shown again):\n{}\n",
      secret);
  return 0;
}

}  // namespace

void add_init(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "init", "建立数据目录和第一个系统管理员 Make a data folder and the first system administrator");
  auto arguments = std::make_shared<InitArguments>();
  command->add_option("DIR", arguments->folder, "新的数据目录 The new data folder")->required();
  command->add_option("--db", arguments->database,
                      "数据库地址，写入配置；默认目录内的 SQLite 文件 Database address, kept in the "
                      "settings; by default an SQLite file in the folder");
  command->add_option("--login", arguments->login, "系统管理员的登录名 The administrator's login")
      ->capture_default_str();
  command->callback([arguments, &action] { action = [arguments] { return init(*arguments); }; });
}

}  // namespace kaoji::cli
