#include "cli/new_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/failure.hpp"

namespace kaoji::cli {

NewFile::NewFile(std::string path)
    : path_(std::move(path)), fd_(open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
  if (fd_ < 0) fail();
}

NewFile::~NewFile() {
  if (fd_ < 0) return;
  close(fd_);
  if (!kept_) unlink(path_.c_str());
}

void NewFile::fail() const {
  throw CommandFailed(fmt::format("{}: {}", path_, std::strerror(errno)));
}

void NewFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t gone = ::write(fd_, bytes.data(), bytes.size());
    if (gone < 0 && errno == EINTR) continue;
    if (gone <= 0) fail();
    bytes.remove_prefix(static_cast<std::size_t>(gone));
  }
}

void NewFile::keep() {
  if (fsync(fd_) != 0) fail();
  kept_ = true;
}

}  // namespace kaoji::cli
