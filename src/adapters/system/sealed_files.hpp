#pragma once

#include <cstdint>
#include <string>

namespace kaoji::system {

/// What is compared to tell whether a file is still what it was.
struct FileSeal {
  std::uint64_t bytes = 0;
  std::string sm3;  ///< 64 hex digits

  friend bool operator==(const FileSeal&, const FileSeal&) = default;
};

/// Reads a whole file of any size. Throws std::system_error.
[[nodiscard]] FileSeal seal_of_file(const std::string& path);

/// Copies a file under a new name, for its owner alone; durable after `sync_tree` of its folder. Throws
/// std::system_error, also when there is already something of that name.
FileSeal copy_file(const std::string& from, const std::string& to);

/// Makes durable what lies in a folder, and in the folders below it: names and the content of every file.
void sync_tree(const std::string& folder);

}  // namespace kaoji::system
