#pragma once

#include <string>
#include <vector>

#include "cli/backup/manifest.hpp"

namespace kaoji::cli {

/// PostgreSQL's tables in a backup.
inline constexpr const char* kTablesFolder = "database";

/// All files of a folder and of those below it, as paths below it, in order.
[[nodiscard]] std::vector<std::string> files_in(const std::string& folder);

struct RestoreWish {
  std::string backup;    ///< its folder
  std::string keys;      ///< folder with the files of the keys
  std::string target;    ///< the data folder to make
  std::string database;  ///< address of an empty PostgreSQL database; empty for a backup from SQLite
};

/// Reads a backup's manifest and compares every file with it. Throws CommandFailed, which names what is damaged,
/// missing or not of the backup.
[[nodiscard]] Manifest verified_backup(const std::string& folder);

/// Makes a data folder from a backup, brings its schema up to date and examines it: invariants, balances, audit chain
/// up to the head that the manifest names, a file for every scan. Only then it stands at the target. Throws
/// CommandFailed with what is wrong; then nothing stands there, and on PostgreSQL the database has to be made empty
/// again.
Manifest restore_backup(const RestoreWish& wish);

}  // namespace kaoji::cli
