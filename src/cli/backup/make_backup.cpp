#include "cli/backup/make_backup.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <filesystem>

#include "adapters/system/open_file.hpp"
#include "cli/backup/backup_parts.hpp"
#include "cli/backup/restore_backup.hpp"
#include "cli/backup/unfinished_folder.hpp"
#include "cli/failure.hpp"
#include "cli/version.hpp"

namespace kaoji::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestSettings = std::size_t{1} << 20U;

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

/// SQLite's file lies at the top, as in a data folder; PostgreSQL's tables in a folder of their own.
store_sql::CopiedDatabase take_database(const std::string& url, const std::string& folder) {
  if (!store_sql::is_postgresql(url)) return store_sql::copy_database(url, folder);
  const std::string tables = folder + "/" + kTablesFolder;
  fs::create_directory(tables);
  return store_sql::copy_database(url, tables);
}

void take_settings(const DataFolder& from, const std::string& folder) {
  if (!fs::exists(from.settings())) return;
  const std::string text = system::OpenFile(from.settings(), O_RDONLY).read_all(kLargestSettings);
  write_private(DataFolder(folder).settings(), with_database_url(text, ""));
}

void take_files(const DataFolder& from, const std::string& folder) {
  for (const std::string& name : files_beside_database(from)) {
    const fs::path to = fs::path(folder) / name;
    fs::create_directories(to.parent_path());
    system::copy_file(from.path() + "/" + name, to.string());
  }
}

}  // namespace

Manifest make_backup(const Whereabouts& whereabouts, const std::string& target) {
  const DataFolder from(whereabouts.data);
  if (!from.made()) throw CommandFailed(fmt::format("{} 不是数据目录。 It is no data folder.", from.path()));
  UnfinishedFolder unfinished(target);
  Manifest manifest;
  manifest.program = fmt::format("kaoji {}", version());
  manifest.made_at = utc_now();
  // Files after the database: each was on disk before the row that names it.
  manifest.database = take_database(database_url_of(whereabouts, from.read_settings(), from), unfinished.path());
  take_settings(from, unfinished.path());
  take_files(from, unfinished.path());
  manifest.keys = keys_of(from);
  for (const std::string& name : files_in(unfinished.path())) {
    manifest.files.push_back({name, system::seal_of_file(unfinished.path() + "/" + name)});
  }
  write_private(unfinished.path() + "/" + kManifestName, manifest_text(manifest));
  unfinished.keep();
  return manifest;
}

}  // namespace kaoji::cli
