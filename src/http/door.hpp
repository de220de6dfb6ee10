#pragma once

#include <cstddef>

namespace kaoji::http {

/// How many connections this process may hold: `most`, or fewer where the limit on descriptors (RLIMIT_NOFILE) would
/// leave too few for the database, for files and for children. At least one.
[[nodiscard]] std::size_t connections_that_fit(std::size_t most);

/// Does somebody wait to be accepted on this listening socket?
[[nodiscard]] bool knocks(int listening);

/// Who is inside, and when the next one may be let in; one is accepted at a time. Accepting can fail (of descriptors or
/// of memory) without a word: then somebody knocks, though there is room and nobody came in, and it has to be begun
/// again.
class Door {
 public:
  explicit Door(std::size_t most) : most_(most) {}

  /// May the next one be accepted now? If not, `left` tells when.
  [[nodiscard]] bool opens() noexcept { return !(full_ = inside_ >= most_); }
  void entered() noexcept {
    ++inside_;
    came_ = true;
  }
  /// Must accepting, which had stopped because all room was taken, begin again?
  [[nodiscard]] bool left() noexcept {
    --inside_;
    const bool was_full = full_;
    full_ = false;
    return was_full;
  }
  /// Asked now and then: has accepting stopped? Only when at two looks in a row somebody knocks and nobody came in.
  [[nodiscard]] bool stuck(bool somebody_knocks) noexcept {
    const bool now = somebody_knocks && !full_ && !came_;
    const bool twice = now && seemed_stuck_;
    seemed_stuck_ = now && !twice;
    came_ = false;
    return twice;
  }

 private:
  std::size_t most_;
  std::size_t inside_ = 0;
  bool full_ = false;
  bool came_ = false;
  bool seemed_stuck_ = false;
};

}  // namespace kaoji::http
