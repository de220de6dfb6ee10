#include "adapters/scan_reading/confined_joiner.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/scan_reading/photo_child.hpp"
#include "adapters/scan_reading/photo_sentences.hpp"
#include "adapters/scan_reading/photo_wire.hpp"
#include "base/check.hpp"

namespace kaoji::scan_reading {
namespace {

using ports::JoinedPhotos;
using ports::PhotoRefusal;

// The photos in a file without a name: they touch no disk before they are known to be photos.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(memfd_create("photos", MFD_CLOEXEC)) {
    while (fd_ >= 0 && !bytes.empty()) {
      const ssize_t put = write(fd_, bytes.data(), bytes.size());
      if (put < 0) {
        break;
      }
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (fd_ < 0 || !bytes.empty()) {
      const int why = errno;
      close(fd_);
      throw ports::ScanUnavailable(std::string("handing the photos to a child: ") + std::strerror(why));
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(fd_); }

  int get() const { return fd_; }

 private:
  int fd_;
};

JoinedPhotos verdict_on(const ports::ChildOutcome& outcome, std::size_t photos) {
  if (outcome.end == ports::ChildEnd::out_of_time) {
    return refuse_photo(PhotoRefusal::timeout, photo_begun(outcome.answer, photos));
  }
  std::optional<PhotosJoined> joined;
  if (outcome.end == ports::ChildEnd::finished) {
    joined = decode_joined(outcome.answer, photos);
  }
  if (!joined) {
    return refuse_photo(PhotoRefusal::damaged, photo_begun(outcome.answer, photos));
  }
  if (joined->refusal != PhotoRefusal::none) {
    return refuse_photo(joined->refusal, joined->photo);
  }
  JoinedPhotos result;
  result.pdf = std::move(joined->pdf);
  return result;
}

}  // namespace

ports::ChildLimits limits_of_joining() {
  ports::ChildLimits limits;
  limits.cpu_seconds = 30;
  limits.wall = std::chrono::seconds(60);
  limits.answer_bytes = std::uint64_t{256} << 20;
  return limits;
}

ConfinedJoiner::ConfinedJoiner(const ports::ChildWork& children, const JoinerLimits& limits)
    : children_(children), limits_(limits), turnstile_(limits.at_a_time, limits.waiting, limits.patience) {}

JoinedPhotos ConfinedJoiner::join(const std::vector<std::string>& photos) const {
  base::check(!photos.empty(), "no photos to join");
  const Turnstile::Stay stay(turnstile_);
  const MemoryFile file(encode_photos(photos));
  try {
    return verdict_on(children_.run(kPhotoChild, file.get(), limits_.child), photos.size());
  } catch (const ports::ChildUnavailable& error) {
    throw ports::ScanUnavailable(error.what());
  }
}

}  // namespace kaoji::scan_reading
