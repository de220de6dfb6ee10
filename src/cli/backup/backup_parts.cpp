#include "cli/backup/backup_parts.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "adapters/system/key_file.hpp"
#include "adapters/system/national_crypto.hpp"
#include "adapters/system/open_file.hpp"

namespace kaoji::cli {

namespace fs = std::filesystem;

namespace {

/// Single files and whole folders, below the data folder. kaoji.toml is not here: it is written anew without the
/// database's address, which may hold a password.
constexpr std::array<std::string_view, 4> kTaken{"clock", "installation", "files", "policies"};
/// Uploads that never ended.
constexpr std::string_view kUnfinished = "files/unfinished";
constexpr std::array<std::string_view, 1> kKeys{"installation.key"};
constexpr std::size_t kLargestKey = std::size_t{1} << 16U;
constexpr std::size_t kIdDigits = 16;

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
  std::vector<NotedKey> keys;
  for (const std::string_view name : kKeys) {
    std::string id = key_id(folder.path() + "/" + std::string(name));
    if (!id.empty()) keys.push_back({std::string(name), std::move(id)});
  }
  return keys;
}

std::string key_id(const std::string& path) {
  if (!fs::exists(path)) return {};
  const std::string key = system::OpenFile(path, O_RDONLY).read_all(kLargestKey);
  return system::NationalCrypto(system::passing_key(), 1).sm3("kaoji key id\n" + key).substr(0, kIdDigits);
}

}  // namespace kaoji::cli
