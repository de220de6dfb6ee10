#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/store_sql/database_copy.hpp"
#include "adapters/system/sealed_files.hpp"

namespace kaoji::cli {

/// A file of a backup: its place in the backup's folder, and what it must be.
struct BackedUpFile {
  std::string path;
  system::FileSeal seal;
};

/// A key that is needed to use the data and lies apart from the backup: its file's name, and what tells it from
/// another key without telling the key.
struct NotedKey {
  std::string name;
  std::string id;
};

/// What a backup is: kept beside its files as text, one fact a line, closed by the SM3 of all lines before.
struct Manifest {
  std::string program;  ///< who made it: `kaoji 0.1.0`
  std::string made_at;  ///< UTC
  store_sql::CopiedDatabase database;
  std::vector<NotedKey> keys;
  std::vector<BackedUpFile> files;
};

inline constexpr const char* kManifestName = "manifest";

[[nodiscard]] std::string manifest_text(const Manifest& manifest);

/// Reads a manifest. Throws CommandFailed when a byte of it is not what was written, or when it is of a form that this
/// program does not know.
[[nodiscard]] Manifest read_manifest(const std::string& text);

}  // namespace kaoji::cli
