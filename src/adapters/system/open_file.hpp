#pragma once

#include <fcntl.h>
#include <sys/types.h>

#include <string>
#include <string_view>

namespace kaoji::system {

/// An open file of the operating system, closed when it goes. Every function throws std::system_error, which names the
/// path.
class OpenFile {
 public:
  OpenFile(std::string path, int flags, mode_t mode = 0);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Writes all of it, however many calls that takes.
  void write_all(std::string_view bytes) const;
  /// The rest of the file, at most `limit` bytes.
  [[nodiscard]] std::string read_all(std::size_t limit) const;
  /// Returns when the content is on disk. Not tried again after an error: the kernel may have dropped the pages.
  void sync() const;

 private:
  std::string path_;
  int descriptor_;
};

/// Makes the names in a folder durable.
void sync_folder(const std::string& path);

}  // namespace kaoji::system
