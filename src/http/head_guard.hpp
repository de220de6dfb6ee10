#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "http/message_watch.hpp"

namespace kaoji::http {

/// Watches the bytes of one connection as they come, before the parser sees them: when a request's headers are
/// complete, whether they or the body are too large, whether it is a request at all. What passes here, the parser takes
/// too, so nothing is closed without an answer.
class HeadGuard {
 public:
  /// What is wrong with the request that is coming in: the answer to give before the connection closes. The last three
  /// are no business of the bytes: the other side ended in the middle, was too slow, or the server holds too much
  /// already.
  enum class Verdict {
    fine,
    head_too_large,
    target_too_long,
    body_too_large,
    ambiguous_length,
    upgrade,
    malformed,
    incomplete,
    late,
    no_room
  };

  /// Takes the next bytes. `now` gives the clock's reading and is asked once, when the headers are complete.
  template <class Now>
  Verdict saw(std::string_view bytes, const Now& now) {
    while (!bytes.empty()) {
      if (body_left_ > 0) {
        const std::size_t taken = bytes.size() < body_left_ ? bytes.size() : body_left_;
        body_left_ -= taken;
        bytes.remove_prefix(taken);
        continue;
      }
      if (chunked_) {
        bytes.remove_prefix(watch_.saw(bytes));
        if (const Verdict verdict = read_chunks(); verdict != Verdict::fine) return verdict;
        continue;
      }
      bytes.remove_prefix(take_head(bytes));
      if (!head_complete_) return unfinished_head();
      head_complete_ = false;
      completed_at_ = now();
      const Verdict verdict = read_head();
      if (verdict != Verdict::fine) return verdict;
    }
    return Verdict::fine;
  }

  /// The handler has the request: gives the reading taken when its headers were complete.
  std::optional<base::Instant> finish_request();
  /// Is a request under way: some bytes seen, not all?
  [[nodiscard]] bool in_head() const { return !head_.empty(); }
  [[nodiscard]] bool in_body() const { return body_left_ > 0 || chunked_; }
  /// What is still to come of a body whose length was announced.
  [[nodiscard]] std::size_t body_left() const { return body_left_; }

 private:
  std::size_t take_head(std::string_view bytes);
  [[nodiscard]] Verdict unfinished_head() const;
  [[nodiscard]] Verdict read_head();
  [[nodiscard]] Verdict read_chunks();
  [[nodiscard]] bool target_too_long() const;

  std::string head_;  ///< of the request that is coming in, until it is complete
  MessageWatch watch_;
  bool head_complete_ = false;
  bool chunked_ = false;
  std::size_t body_left_ = 0;
  std::optional<base::Instant> completed_at_;
};

}  // namespace kaoji::http
