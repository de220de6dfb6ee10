#include "adapters/system/open_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace kaoji::system {

namespace {

[[noreturn]] void fail(const std::string& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

OpenFile::OpenFile(std::string path, int flags, mode_t mode)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), flags | O_CLOEXEC, mode)) {
  if (descriptor_ < 0) fail(path_);
}

OpenFile::~OpenFile() {
  ::close(descriptor_);
}

void OpenFile::write_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string OpenFile::read_all(std::size_t limit) const {
  std::string bytes;
  std::array<char, 65536> part{};
  while (bytes.size() < limit) {
    const ssize_t got = ::read(descriptor_, part.data(), std::min(part.size(), limit - bytes.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(path_);
    if (got == 0) break;
    bytes.append(part.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

void OpenFile::sync() const {
  if (::fsync(descriptor_) != 0) fail(path_);
}

void sync_folder(const std::string& path) {
  OpenFile(path, O_RDONLY | O_DIRECTORY).sync();
}

}  // namespace kaoji::system
