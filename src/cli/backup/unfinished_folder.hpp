#pragma once

#include <memory>
#include <string>

#include "adapters/system/open_file.hpp"

namespace kaoji::cli {

/// A folder that is being filled beside the place where it will stand: it takes its name when it is whole and on disk,
/// and goes away otherwise. What a killed process left behind is cleared by the next one for the same place.
class UnfinishedFolder {
 public:
  /// Throws CommandFailed when something other than an empty folder stands at `target`, or another process is filling
  /// it; std::system_error.
  explicit UnfinishedFolder(std::string target);
  ~UnfinishedFolder();
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Makes all of it durable and gives it the target's name, in one step. Throws std::system_error.
  void keep();

 private:
  std::string target_;
  std::string path_;
  std::unique_ptr<system::OpenFile> held_;
  bool kept_ = false;
};

/// Is there nothing at `path`, or a folder with nothing in it?
[[nodiscard]] bool nothing_at(const std::string& path);

}  // namespace kaoji::cli
