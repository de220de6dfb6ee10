#include "cli/backup/unfinished_folder.hpp"

#include <fmt/format.h>
#include <sys/file.h>

#include <filesystem>

#include "adapters/system/sealed_files.hpp"
#include "cli/failure.hpp"

namespace kaoji::cli {

namespace fs = std::filesystem;

namespace {

/// `folder/` names the folder itself.
std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return fs::absolute(path).string();
}

}  // namespace

bool nothing_at(const std::string& path) {
  return !fs::exists(path) || (fs::is_directory(path) && fs::is_empty(path));
}

UnfinishedFolder::UnfinishedFolder(std::string target)
    : target_(without_slash(std::move(target))), path_(target_ + ".unfinished") {
  if (!nothing_at(target_)) {
    throw CommandFailed(fmt::format("{} 已存在而且不是空目录。 There is something at {} already.", target_, target_));
  }
  fs::create_directories(path_);
  fs::permissions(path_, fs::perms::owner_all);
  held_ = std::make_unique<system::OpenFile>(path_, O_RDONLY | O_DIRECTORY);
  if (::flock(held_->descriptor(), LOCK_EX | LOCK_NB) != 0) {
    throw CommandFailed(fmt::format("{} 正由另一个进程写入。 Another process is filling {}.", path_, path_));
  }
  for (const auto& entry : fs::directory_iterator(path_)) fs::remove_all(entry.path());
}

UnfinishedFolder::~UnfinishedFolder() {
  std::error_code ignored;
  if (held_ && !kept_) fs::remove_all(path_, ignored);
}

void UnfinishedFolder::keep() {
  system::sync_tree(path_);
  fs::rename(path_, target_);
  kept_ = true;
  system::sync_folder(fs::path(target_).parent_path().string());
}

}  // namespace kaoji::cli
