#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/backup/make_backup.hpp"
#include "cli/backup/restore_backup.hpp"
#include "cli/commands.hpp"

namespace kaoji::cli {

namespace {

void tell(const Manifest& manifest, const std::string& place) {
  fmt::print("{}：文件 {} 个，审计记录 {} 条 {} files, {} audit rows\n", place, manifest.files.size(),
             manifest.database.audit_rows, manifest.files.size(), manifest.database.audit_rows);
  if (!manifest.database.audit_head.empty())
    fmt::print("审计链头 Head of the chain: {}\n", manifest.database.audit_head);
}

int backup(const Whereabouts& whereabouts, const std::string& target) {
  const Manifest manifest = make_backup(whereabouts, target);
  tell(manifest, target);
  fmt::print("密钥不在备份中，须另行保管 The keys are not in the backup; keep them apart:\n");
  for (const NotedKey& key : manifest.keys) fmt::print("  {} {}\n", key.name, key.id);
  return 0;
}

int restore(const RestoreWish& wish) {
  tell(restore_backup(wish), wish.target);
  return 0;
}

}  // namespace

void add_backup(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "backup", "备份数据库和文件，服务不必停 Back up database and files, while the server runs or not");
  auto whereabouts = add_whereabouts(*command);
  auto target = std::make_shared<std::string>();
  command->add_option("FOLDER", *target, "备份写到哪里；须不存在或为空 Where to; must not be there, or be empty")
      ->required();
  command->callback([=, &action] { action = [=] { return backup(*whereabouts, *target); }; });
}

void add_restore(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "restore", "核对备份，并恢复为一个新的数据目录 Verify a backup and make a new data folder from it");
  auto wish = std::make_shared<RestoreWish>();
  command->add_option("FOLDER", wish->backup, "备份 The backup")->required();
  command->add_option("--keys", wish->keys, "存有密钥文件的目录 The folder that holds the files of the keys")
      ->required();
  command
      ->add_option("--data", wish->target, "新的数据目录；须不存在或为空 The new data folder; empty, or not there yet")
      ->required();
  command->add_option(
      "--db", wish->database,
      "PostgreSQL 的备份：空数据库的地址 For a backup from PostgreSQL: the address of an empty database");
  command->callback([=, &action] { action = [=] { return restore(*wish); }; });
}

}  // namespace kaoji::cli
