#include "adapters/sheets_xlsx/nameless_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kaoji::sheets_xlsx {

namespace {

[[noreturn]] void fail(std::string_view what) {
  throw ports::SheetUnavailable(fmt::format("{}: {}", what, std::strerror(errno)));
}

}  // namespace

NamelessFile::NamelessFile(const std::string& folder)
    : fd_(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
  if (fd_ < 0) fail("no file for a sheet in " + folder);
}

NamelessFile::~NamelessFile() {
  close(fd_);
}

std::string NamelessFile::path() const {
  return fmt::format("/proc/self/fd/{}", fd_);
}

void NamelessFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t gone = ::write(fd_, bytes.data(), bytes.size());
    if (gone < 0 && errno == EINTR) continue;
    if (gone <= 0) fail("keeping a book");
    bytes.remove_prefix(static_cast<std::size_t>(gone));
  }
}

std::string NamelessFile::next(std::size_t most) {
  std::string bytes(most, '\0');
  ssize_t got = 0;
  do {
    got = read(fd_, bytes.data(), bytes.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) fail("reading a sheet");
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

}  // namespace kaoji::sheets_xlsx
