#include "adapters/scan_reading/confined_reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "adapters/scan_reading/read_child.hpp"
#include "adapters/scan_reading/reading_wire.hpp"

namespace kaoji::scan_reading {
namespace {

class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {
    if (fd_ < 0) {
      throw ports::ScanUnavailable(std::string("opening the scan: ") + std::strerror(errno));
    }
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { close(fd_); }

  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

ports::ChildLimits limits_of_reading() {
  ports::ChildLimits limits;
  limits.memory_bytes = std::uint64_t{3} << 29;  // a photo of 50 million pixels on its way through poppler
  limits.cpu_seconds = 90;
  limits.open_files = 32;  // fontconfig, for a file that is no scan
  limits.wall = std::chrono::seconds(180);
  limits.answer_bytes = std::uint64_t{64} << 20;
  return limits;
}

ConfinedReader::ConfinedReader(const ports::ChildWork& children, const ReaderLimits& limits)
    : children_(children), limits_(limits), turnstile_(limits.at_a_time, limits.waiting, limits.patience) {}

std::optional<ports::ScanReading> ConfinedReader::read(const std::string& file_path, const Progress& progress) const {
  const OpenFile file(file_path);
  const Turnstile::Stay stay(turnstile_);
  ProgressReader heard;
  int told = 0;
  const auto listener = [&](std::string_view answer) {
    const auto [done, all] = heard.hear(answer);
    if (progress && done > told) {
      told = done;
      progress(done, all);
    }
  };
  try {
    const ports::ChildOutcome outcome = children_.run(kReadChild, file.get(), limits_.child, listener);
    return outcome.end == ports::ChildEnd::finished ? decode_reading(outcome.answer) : std::nullopt;
  } catch (const ports::ChildUnavailable& error) {
    throw ports::ScanUnavailable(error.what());
  }
}

}  // namespace kaoji::scan_reading
