#include "adapters/store_sql/data_file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "ports/store.hpp"

namespace kaoji::store_sql {

namespace {

std::string holder_of(int descriptor) {
  std::array<char, 24> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size() - 1, 0);
  std::string pid{text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  while (!pid.empty() && pid.back() == '\n') pid.pop_back();
  return pid.empty() ? "?" : pid;
}

}  // namespace

DataFileLock::DataFileLock(const std::string& database_path) {
  const std::string path = database_path + ".lock";
  constexpr mode_t kOwnerOnly = 0600;
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (descriptor_ < 0) {
    const std::string reason = std::strerror(errno);
    throw ports::StoreUnavailable(
        fmt::format("无法打开数据库的锁文件 {0}：{1}。/ Cannot open the database's lock file {0}: {1}.", path, reason));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::string pid = holder_of(descriptor_);
    ::close(descriptor_);
    throw ports::StoreUnavailable(
        fmt::format("数据目录已被进程 {0} 占用。/ The data folder is in use by process {0}.", pid));
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  // The number only helps whoever is refused; the lock does not depend on it.
  if (::ftruncate(descriptor_, 0) == 0) (void)!::pwrite(descriptor_, pid.data(), pid.size(), 0);
}

DataFileLock::~DataFileLock() {
  ::close(descriptor_);
}

}  // namespace kaoji::store_sql
