#include "adapters/system/key_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "adapters/system/key_file.hpp"
#include "adapters/system/open_file.hpp"

namespace kaoji::system {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".key";
constexpr std::size_t kLongestLine = 64;

std::string current_file(const KeyPlaces& places) {
  return places.folder + "/current";
}

/// The id that `current` names; empty before the first rotation.
std::string current_id(const KeyPlaces& places) {
  if (!fs::exists(current_file(places))) return {};
  std::string id = OpenFile(current_file(places), O_RDONLY).read_all(kLongestLine);
  while (!id.empty() && id.back() == '\n') id.pop_back();
  return id;
}

/// The keys of the folder in the order of their ids.
std::vector<std::string> keys_of_folder(const KeyPlaces& places) {
  std::vector<fs::path> files;
  if (fs::exists(places.folder)) {
    for (const auto& entry : fs::directory_iterator(places.folder)) {
      if (entry.path().extension() == kEnding) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::vector<std::string> keys;
  for (const fs::path& file : files) {
    std::string key = read_key_file(file.string());
    if (key_id(key) != file.stem().string()) {
      throw BadKeyFile(fmt::format(
          "密钥文件中不是它名字所说的密钥 The file does not hold the key that its name says: {}", file.string()));
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

/// All keys, the current one last.
std::vector<std::string> all_keys(const KeyPlaces& places) {
  std::vector<std::string> keys{read_key_file(places.installation_key)};
  for (std::string& key : keys_of_folder(places)) keys.push_back(std::move(key));
  const std::string wanted = current_id(places);
  if (wanted.empty()) {
    std::rotate(keys.begin(), keys.begin() + 1, keys.end());
    return keys;
  }
  const auto current = std::ranges::find_if(keys, [&](const std::string& key) { return key_id(key) == wanted; });
  if (current == keys.end()) {
    throw BadKeyFile(fmt::format("现用密钥 {0} 的文件不在 {1} 中 The file of the current key {0} is not in {1}", wanted,
                                 places.folder));
  }
  std::rotate(current, current + 1, keys.end());
  return keys;
}

void write_current(const KeyPlaces& places, const std::string& id) {
  const std::string fresh = current_file(places) + ".new";
  {
    const OpenFile file(fresh, O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
    file.write_all(id + "\n");
    file.sync();
  }
  fs::rename(fresh, current_file(places));
  sync_folder(places.folder);
}

}  // namespace

std::shared_ptr<const KeyRing> read_key_ring(const KeyPlaces& places) {
  return std::make_shared<const KeyRing>(all_keys(places));
}

std::vector<std::string> key_ids(const KeyPlaces& places) {
  std::vector<std::string> ids;
  for (const std::string& key : all_keys(places)) ids.push_back(key_id(key));
  return ids;
}

std::string add_key(const KeyPlaces& places) {
  try {
    fs::create_directories(places.folder);
    fs::permissions(places.folder, fs::perms::owner_all);
    sync_folder(fs::absolute(places.folder).parent_path().string());
    const std::string made = places.folder + "/made";
    fs::remove(made);
    make_key_file(made);
    std::string id = key_id(read_key_file(made));
    fs::rename(made, fmt::format("{}/{}{}", places.folder, id, kEnding));
    write_current(places, id);
    return id;
  } catch (const std::system_error& error) {
    throw BadKeyFile(fmt::format("新密钥无法建立 A new key cannot be made: {}", error.what()));
  }
}

}  // namespace kaoji::system
