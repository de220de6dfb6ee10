#pragma once

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kaoji::golden {

/// A file with the given content in the system's temporary folder, gone with this object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) : fd_(mkstemp(path_.data())) {
    if (fd_ < 0) throw std::runtime_error("no temporary file");
    while (!content.empty()) {
      const ssize_t put = write(fd_, content.data(), content.size());
      if (put < 0) throw std::runtime_error("no room for a temporary file");
      content.remove_prefix(static_cast<std::size_t>(put));
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    close(fd_);
    unlink(path_.c_str());
  }

  const std::string& path() const { return path_; }
  int fd() const { return fd_; }

 private:
  std::string path_ = "/tmp/kaoji-golden-XXXXXX";
  int fd_;
};

}  // namespace kaoji::golden
