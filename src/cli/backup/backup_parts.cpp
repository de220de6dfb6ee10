#include "cli/backup/backup_parts.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "adapters/system/key_ring.hpp"
#include "adapters/system/open_file.hpp"

namespace kaoji::cli {

namespace fs = std::filesystem;

namespace {

/// Single files and whole folders, below the data folder. kaoji.toml is not here: it is written anew without the
/// database's address, which may hold a password. `keys/current` is the id of a key, no key.
constexpr std::array<std::string_view, 6> kTaken{"clock", "files", "heads", "installation", "keys/current", "policies"};
/// Uploads that never ended.
constexpr std::string_view kUnfinished = "files/unfinished";
constexpr std::string_view kKeyEnding = ".key";
constexpr std::size_t kLargestKey = std::size_t{1} << 16U;

void add_folder(const fs::path& top, const fs::path& folder, std::vector<std::string>& files) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = fs::relative(entry.path(), top).string();
    if (name == kUnfinished) continue;
    if (entry.is_directory()) {
      add_folder(top, entry.path(), files);
    } else if (entry.is_regular_file()) {
      files.push_back(name);
    }
  }
}

}  // namespace

std::vector<std::string> files_beside_database(const DataFolder& folder) {
  const fs::path top(folder.path());
  std::vector<std::string> files;
  for (const std::string_view taken : kTaken) {
    const fs::path path = top / taken;
    if (fs::is_directory(path)) {
      add_folder(top, path, files);
    } else if (fs::exists(path)) {
      files.emplace_back(taken);
    }
  }
  std::ranges::sort(files);
  return files;
}

std::vector<NotedKey> keys_of(const DataFolder& folder) {
  std::vector<std::string> names{"installation.key"};
  if (fs::exists(folder.signing_key())) names.emplace_back("signing.key");
  const fs::path ring(folder.key_places().folder);
  if (fs::exists(ring)) {
    for (const auto& entry : fs::directory_iterator(ring)) {
      if (entry.path().extension() == kKeyEnding) names.push_back(fs::relative(entry.path(), folder.path()).string());
    }
  }
  std::ranges::sort(names);
  std::vector<NotedKey> keys;
  keys.reserve(names.size());
  for (std::string& name : names) {
    std::string id = key_id_of_file(folder.path() + "/" + name);
    keys.push_back({std::move(name), std::move(id)});
  }
  return keys;
}

std::string key_id_of_file(const std::string& path) {
  if (!fs::exists(path)) return {};
  return system::key_id(system::OpenFile(path, O_RDONLY).read_all(kLargestKey));
}

}  // namespace kaoji::cli
