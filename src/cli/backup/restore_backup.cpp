#include "cli/backup/restore_backup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "adapters/store_sql/data_file_lock.hpp"
#include "adapters/system/key_folder.hpp"
#include "adapters/system/open_file.hpp"
#include "cli/backup/backup_parts.hpp"
#include "cli/backup/unfinished_folder.hpp"
#include "cli/failure.hpp"
#include "cli/installation.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestManifest = std::size_t{1} << 30U;
constexpr std::size_t kMostNamed = 20;
/// What SQLite leaves beside a database that somebody has taken away.
constexpr std::array<std::string_view, 3> kRemains{"kaoji.db-wal", "kaoji.db-shm", "kaoji.db.lock"};

/// What is wrong, a line each, the first ones named.
[[noreturn]] void refuse_for(const std::vector<std::string>& faults, std::string_view headline) {
  std::string text(headline);
  for (std::size_t at = 0; at < std::min(faults.size(), kMostNamed); ++at) text += "\n  " + faults[at];
  if (faults.size() > kMostNamed) text += fmt::format("\n  … {}", faults.size());
  throw CommandFailed(text);
}

std::vector<std::string> damage_of(const std::string& folder, const Manifest& manifest) {
  std::vector<std::string> faults;
  std::set<std::string> known{kManifestName};
  for (const BackedUpFile& file : manifest.files) {
    known.insert(file.path);
    const std::string path = folder + "/" + file.path;
    if (!fs::is_regular_file(path)) {
      faults.push_back(fmt::format("缺少 missing: {}", file.path));
    } else if (!(system::seal_of_file(path) == file.seal)) {
      faults.push_back(fmt::format("已损坏 damaged: {}", file.path));
    }
  }
  for (const std::string& name : files_in(folder)) {
    if (!known.contains(name)) faults.push_back(fmt::format("不属于备份 not of the backup: {}", name));
  }
  return faults;
}

void check_keys(const Manifest& manifest, const std::string& keys) {
  std::vector<std::string> faults;
  for (const NotedKey& key : manifest.keys) {
    const std::string found = key_id_of_file(keys + "/" + key.name);
    if (found == key.id) continue;
    faults.push_back(
        fmt::format("{} ({}): {}", key.name, key.id, found.empty() ? "缺少 missing" : "另一把 another key"));
  }
  if (!faults.empty()) {
    refuse_for(faults, fmt::format("密钥目录 {} 与备份不符： The keys in {} are not those of the backup:", keys, keys));
  }
}

/// An old -wal beside a restored database would be played into it. A folder with nothing else counts as empty; they go.
void clear_remains(const std::string& target) {
  if (!fs::is_directory(target)) return;
  for (const auto& entry : fs::directory_iterator(target)) {
    if (std::ranges::find(kRemains, entry.path().filename().string()) == kRemains.end()) return;
  }
  {
    // Refused while a process still holds the database that was here.
    const store_sql::DataFileLock lock(target + "/" + store_sql::kCopiedFile);
    for (const std::string_view name : kRemains) fs::remove(fs::path(target) / name);
  }
}

void check_database(const RestoreWish& wish, const Manifest& manifest) {
  if (manifest.database.postgresql) {
    if (!store_sql::is_postgresql(wish.database)) {
      throw CommandFailed(
          "这是 PostgreSQL 的备份：请用 --db 指明一个空的数据库。 The backup is of a PostgreSQL database: name an "
          "empty one "
          "with --db.");
    }
    store_sql::check_nothing_in(wish.database);
  } else if (!wish.database.empty()) {
    throw CommandFailed(
        "这是 SQLite 的备份，数据库放在数据目录中：不用 --db。 The backup is of SQLite, whose file lies in the data "
        "folder: "
        "leave --db out.");
  }
}

bool is_table(const std::string& path) {
  return path.starts_with(std::string(kTablesFolder) + "/");
}

void lay_files(const RestoreWish& wish, const Manifest& manifest, const std::string& folder) {
  for (const BackedUpFile& file : manifest.files) {
    if (is_table(file.path)) continue;
    const fs::path to = fs::path(folder) / file.path;
    fs::create_directories(to.parent_path());
    // Compared once more, in what was written: between the check and the copy lies time.
    if (!(system::copy_file(wish.backup + "/" + file.path, to.string()) == file.seal)) {
      throw CommandFailed(fmt::format("已损坏 damaged: {}", file.path));
    }
  }
  for (const NotedKey& key : manifest.keys) {
    const fs::path to = fs::path(folder) / key.name;
    fs::create_directories(to.parent_path());
    system::copy_file(wish.keys + "/" + key.name, to.string());
  }
  fs::create_directories(DataFolder(folder).files());
  fs::create_directories(DataFolder(folder).policies());
}

void lay_database(const RestoreWish& wish, const Manifest& manifest, const std::string& folder) {
  if (!manifest.database.postgresql) return;
  store_sql::fill_postgresql(wish.database, wish.backup + "/" + kTablesFolder, manifest.database.schema,
                             *system::read_key_ring(DataFolder(folder).key_places()));
  const std::string settings = DataFolder(folder).settings();
  if (!fs::exists(settings)) return;
  const std::string text = system::OpenFile(settings, O_RDONLY).read_all(kLargestManifest);
  fs::remove(settings);
  write_private(settings, with_database_url(text, wish.database));
}

/// What the data themselves say, opened as a server opens them.
void examine(const Whereabouts& whereabouts, const Manifest& manifest) {
  Installation installation(whereabouts);
  std::vector<std::string> faults;
  for (const ports::BrokenRow& row : installation.store().examine()) {
    faults.push_back(fmt::format("{}: {}", row.invariant, row.row));
  }
  usecases::AuditVerdict verdict;
  installation.store().read(
      [&](ports::Transaction& tx) { verdict = usecases::verify_audit(tx, installation.crypto()); });
  if (verdict.first_bad) faults.push_back(fmt::format("audit-chain: {}", *verdict.first_bad));
  const bool other_head = verdict.rows > 0 && verdict.head != manifest.database.audit_head;
  if (verdict.rows != manifest.database.audit_rows || other_head) {
    faults.push_back(fmt::format("audit-head: {} {}", verdict.rows, verdict.head));
  }
  if (!faults.empty()) refuse_for(faults, "备份的数据本身有误： The data of the backup are not as they should be:");
}

}  // namespace

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) files.push_back(fs::relative(entry.path(), folder).string());
  }
  std::ranges::sort(files);
  return files;
}

Manifest verified_backup(const std::string& folder) {
  const std::string path = folder + "/" + kManifestName;
  if (!fs::is_regular_file(path)) {
    throw CommandFailed(
        fmt::format("{} 不是完整的备份：没有清单。 It is no whole backup: there is no manifest.", folder));
  }
  Manifest manifest = read_manifest(system::OpenFile(path, O_RDONLY).read_all(kLargestManifest));
  const auto faults = damage_of(folder, manifest);
  if (!faults.empty()) refuse_for(faults, fmt::format("备份 {} 有损： The backup {} is damaged:", folder, folder));
  return manifest;
}

Manifest restore_backup(const RestoreWish& wish) {
  Manifest manifest = verified_backup(wish.backup);
  check_keys(manifest, wish.keys);
  clear_remains(wish.target);
  UnfinishedFolder unfinished(wish.target);
  check_database(wish, manifest);
  lay_files(wish, manifest, unfinished.path());
  lay_database(wish, manifest, unfinished.path());
  examine({unfinished.path(), wish.database}, manifest);
  unfinished.keep();
  return manifest;
}

}  // namespace kaoji::cli
