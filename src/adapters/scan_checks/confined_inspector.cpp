#include "adapters/scan_checks/confined_inspector.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/scan_checks/scan_child.hpp"
#include "adapters/scan_checks/sentences.hpp"
#include "adapters/scan_checks/structure.hpp"

namespace kaoji::scan_checks {
namespace {

using ports::ScanRefusal;
using ports::ScanVerdict;

constexpr std::string_view kMagic = "%PDF-";

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

// What can be said without reading more than the first five bytes.
ScanRefusal glance(int fd) {
  struct stat about {};
  if (fstat(fd, &about) != 0) {
    throw ports::ScanUnavailable(std::string("reading the scan: ") + std::strerror(errno));
  }
  if (about.st_size > kLargestScanBytes) {
    return ScanRefusal::too_large;
  }
  std::array<char, kMagic.size()> first{};
  const ssize_t got = pread(fd, first.data(), first.size(), 0);
  return got == static_cast<ssize_t>(first.size()) && kMagic == std::string_view(first.data(), first.size())
             ? ScanRefusal::none
             : ScanRefusal::not_pdf;
}

// The child may have been taken over by the file, so its line counts only in one of its two exact forms.
ScanVerdict read_answer(std::string_view line) {
  constexpr std::string_view kPages = "pages ";
  constexpr std::string_view kRefused = "refused ";
  if (!line.ends_with('\n')) {
    return refuse(ScanRefusal::damaged);
  }
  line.remove_suffix(1);
  if (line.starts_with(kRefused)) {
    return refuse(refusal_of(line.substr(kRefused.size())).value_or(ScanRefusal::damaged));
  }
  ScanVerdict verdict;
  if (line.starts_with(kPages)) {
    const auto* const end = line.data() + line.size();
    const auto [rest, error] = std::from_chars(line.data() + kPages.size(), end, verdict.pages);
    if (error == std::errc() && rest == end && verdict.pages >= 1 && verdict.pages <= kMostPages) {
      return verdict;
    }
  }
  return refuse(ScanRefusal::damaged);
}

}  // namespace

ConfinedInspector::ConfinedInspector(const ports::ChildWork& children, const InspectorLimits& limits)
    : children_(children), limits_(limits), places_(limits.at_a_time) {}

ScanVerdict ConfinedInspector::inspect(const std::string& file_path) const {
  const OpenFile file(file_path);
  const ScanRefusal seen = glance(file.get());
  if (seen != ScanRefusal::none) {
    return refuse(seen);
  }
  if (!places_.try_acquire_for(limits_.patience)) {
    throw ports::ScanUnavailable("all scan inspectors are taken");
  }
  const auto leave = [this](const void*) { places_.release(); };
  const std::unique_ptr<const void, decltype(leave)> place(this, leave);
  return inspect_in_child(file.get());
}

ScanVerdict ConfinedInspector::inspect_in_child(int fd) const {
  try {
    const ports::ChildOutcome outcome = children_.run(kScanChild, fd, limits_.child);
    switch (outcome.end) {
      case ports::ChildEnd::finished:
        return read_answer(outcome.answer);
      case ports::ChildEnd::out_of_time:
        return refuse(ScanRefusal::timeout);
      case ports::ChildEnd::failed:
        break;
    }
    return refuse(ScanRefusal::damaged);
  } catch (const ports::ChildUnavailable& error) {
    throw ports::ScanUnavailable(error.what());
  }
}

}  // namespace kaoji::scan_checks
