#include "cli/data_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/system/key_file.hpp"
#include "adapters/system/open_file.hpp"
#include "adapters/system/unsafe_place.hpp"
#include "cli/failure.hpp"

namespace kaoji::cli {

namespace fs = std::filesystem;

namespace {

bool empty_or_absent(const std::string& path) {
  return !fs::exists(path) || fs::is_empty(path);
}

void make_private_folder(const std::string& path) {
  fs::create_directories(path);
  fs::permissions(path, fs::perms::owner_all);
}

}  // namespace

std::string DataFolder::database_url() const {
  return "sqlite://" + fs::absolute(path_).string() + "/kaoji.db";
}

bool DataFolder::made_by_init() const {
  return fs::exists(marker());
}

bool DataFolder::made() const {
  return fs::exists(key());
}

Settings DataFolder::read_settings() const {
  std::ifstream file(settings(), std::ios::binary);
  if (!file.is_open()) return {};
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto read = cli::read_settings(text);
  if (!read) throw CommandFailed(policy_toml::to_text(read.error(), settings()));
  return *read;
}

void refuse_unsafe_place(const DataFolder& folder) {
  const auto kind = system::unsafe_place(folder.path());
  if (!kind) return;
  throw CommandFailed(fmt::format(
      "{0} 在 {1} 上，已写入的数据可能丢失，也锁不住第二个程序：请把数据目录放到本机磁盘（ext4 或 xfs）。 "
      "{0} lies on {1}, where what was written may be lost and a second program is not kept out: put the data "
      "folder on a disk of this machine (ext4 or xfs).",
      folder.path(), *kind));
}

void write_private(const std::string& path, const std::string& text) {
  const system::OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  file.write_all(text);
  file.sync();
}

void make_data_folder(const DataFolder& folder, const std::string& database_url) {
  if (folder.made_by_init()) {
    throw CommandFailed(fmt::format("{} 已由 kaoji init 建立。 It was already made by kaoji init.", folder.path()));
  }
  if (!empty_or_absent(folder.path())) {
    throw CommandFailed(fmt::format("{} 不是空目录。 The folder is not empty.", folder.path()));
  }
  refuse_unsafe_place(folder);
  make_private_folder(folder.path());
  make_private_folder(folder.policies());
  make_private_folder(folder.files());
  system::make_key_file(folder.key());
  write_private(folder.settings(), settings_text(database_url));
  system::sync_folder(folder.path());
}

void mark_made_by_init(const DataFolder& folder) {
  write_private(folder.marker(),
                "此目录由 kaoji init 建立，存有正式数据；沙盒不得使用。\n"
                "Made by kaoji init: real data lies here, and the sandbox keeps away.\n");
  system::sync_folder(folder.path());
}

void make_sandbox_folder(const DataFolder& folder) {
  if (folder.made_by_init()) {
    throw CommandFailed(
        fmt::format("{} 由 kaoji init 建立，存有正式数据，沙盒不得使用。 "
                    "It was made by kaoji init and holds real data: no sandbox there.",
                    folder.path()));
  }
  if (folder.made()) return;
  if (!empty_or_absent(folder.path())) {
    throw CommandFailed(
        fmt::format("{} 存有别的内容，沙盒不得使用。 It holds something else: no sandbox there.", folder.path()));
  }
  make_private_folder(folder.path());
  make_private_folder(folder.policies());
  system::make_key_file(folder.key());
}

}  // namespace kaoji::cli
