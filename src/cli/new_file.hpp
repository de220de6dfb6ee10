#pragma once

#include <string>
#include <string_view>

namespace kaoji::cli {

/// A file that is being written: whole under its name once it is kept, gone otherwise.
class NewFile {
 public:
  /// Throws CommandFailed when there is already something of that name, or the folder takes no file.
  explicit NewFile(std::string path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// Throws CommandFailed.
  void write(std::string_view bytes);
  /// Makes it durable. Throws CommandFailed.
  void keep();

 private:
  [[noreturn]] void fail() const;

  std::string path_;
  int fd_;
  bool kept_ = false;
};

}  // namespace kaoji::cli
