#include "adapters/store_sql/log_mark.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <utility>

#include "ports/store.hpp"

namespace kaoji::store_sql {

namespace {

// The states of the file. In between, a log may be there or not.
constexpr std::string_view kClosed = "closed";
constexpr std::string_view kBetween = "between";
constexpr std::string_view kOpen = "open";

/// One line that no crash can tear.
constexpr std::size_t kLine = 64;
constexpr mode_t kOwnerOnly = 0600;

/// The number of a file in its file system; 0 when it is not there.
std::uint64_t number_of(const std::string& path) {
  struct stat told {};
  return ::stat(path.c_str(), &told) == 0 ? told.st_ino : 0;
}

bool holds_something(const std::string& path) {
  struct stat told {};
  return ::stat(path.c_str(), &told) == 0 && told.st_size > 0;
}

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

bool sync(const std::string& path, int flags) {
  const Descriptor file(path, flags);
  return file.number() >= 0 && ::fsync(file.number()) == 0;
}

/// Writes the state, on disk when this returns true.
bool mark(const std::string& path, std::string_view state, std::uint64_t database, std::uint64_t log) {
  std::string line = fmt::format("{} {} {}", state, database, log);
  line.resize(kLine - 1, ' ');
  line += '\n';
  const Descriptor file(path + ".mark", O_WRONLY | O_CREAT);
  return file.number() >= 0 && ::pwrite(file.number(), line.data(), line.size(), 0) == static_cast<ssize_t>(kLine) &&
         ::fsync(file.number()) == 0 &&
         sync(std::filesystem::path(path).parent_path().string() + "/.", O_RDONLY | O_DIRECTORY);
}

void must_mark(const std::string& path, std::string_view state, std::uint64_t database, std::uint64_t log) {
  if (mark(path, state, database, log)) return;
  const std::string reason = std::strerror(errno);
  throw ports::StoreUnavailable(fmt::format("无法写入 {0}.mark：{1}。/ Cannot write {0}.mark: {1}.", path, reason));
}

void refuse_foreign_log(const std::string& path) {
  throw ports::StoreUnavailable(
      fmt::format("{0} 旁边的 {0}-wal 不是它的日志（数据库已正常关闭，或已被另一份替换）：请先把 {0}-wal 和 {0}-shm "
                  "移走，再启动。/ "
                  "{0}-wal is not the log of the {0} beside it, which was closed in order or replaced since: move "
                  "{0}-wal and {0}-shm "
                  "away, then start again.",
                  path));
}

void refuse_lost_log(const std::string& path) {
  throw ports::StoreUnavailable(fmt::format(
      "上次未正常关闭，而 {0} 的日志 {0}-wal 不见了或已被换掉，最近已确认的操作可能缺失：请放回原来的 {0}-wal，或从备份"
      "恢复；确知没有缺失时，删去 {0}.mark 再启动。/ The program did not end in order last time, and {0}-wal, the log "
      "of "
      "{0}, is gone or another: acts that were acknowledged last may be missing. Put {0}-wal back or restore a backup; "
      "if "
      "you know that nothing is missing, delete {0}.mark and start again.",
      path));
}

}  // namespace

LogMark::LogMark(std::string database_path) : path_(std::move(database_path)) {
  std::array<char, kLine> line{};
  const Descriptor file(path_ + ".mark", O_RDONLY);
  if (file.number() >= 0 && ::pread(file.number(), line.data(), line.size() - 1, 0) > 0) {
    std::istringstream words(line.data());
    std::string state;
    std::uint64_t database = 0;
    std::uint64_t log = 0;
    words >> state >> database >> log;
    const std::uint64_t log_now = number_of(path_ + "-wal");
    const bool same_database = number_of(path_) == database;
    if (state == kClosed && holds_something(path_ + "-wal")) refuse_foreign_log(path_);
    if (state == kOpen && same_database && log_now != log) refuse_lost_log(path_);
    // With both of them new, the whole folder was copied.
    if (state == kOpen && !same_database && log_now == log) refuse_foreign_log(path_);
  }
  must_mark(path_, kBetween, 0, 0);
}

LogMark::~LogMark() {
  if (!holds_something(path_ + "-wal")) (void)mark(path_, kClosed, 0, 0);
}

void LogMark::opened() {
  const std::string log = path_ + "-wal";
  // What the mark names must outlive a power cut.
  if (!sync(log, O_RDONLY)) return;
  must_mark(path_, kOpen, number_of(path_), number_of(log));
}

void LogMark::closing() noexcept {
  (void)mark(path_, kBetween, 0, 0);
}

}  // namespace kaoji::store_sql
