#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kaoji::http {

/// Watches the bytes of one connection as they come, before the parser sees them: when a request's headers are
/// complete, whether they are too large, whether the body announced is. It knows messages only as far as that needs;
/// whatever is malformed is left to the parser.
class HeadGuard {
 public:
  /// What is wrong with the request that is coming in: the status to answer with before the connection closes.
  enum class Verdict { fine, head_too_large, target_too_long, body_too_large, ambiguous_length, malformed };

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
      if (chunked_) return Verdict::fine;
      const std::size_t head = take_head(bytes);
      if (head_.size() > head_limit()) return too_large();
      if (!head_complete_) return Verdict::fine;
      head_complete_ = false;
      completed_at_ = now();
      const Verdict verdict = read_head();
      if (verdict != Verdict::fine) return verdict;
      bytes.remove_prefix(head);
    }
    return Verdict::fine;
  }

  /// The handler has the request: gives the reading taken when its headers were complete, and begins anew behind it.
  std::optional<base::Instant> finish_request();
  /// Is a request under way: some bytes seen, not all?
  [[nodiscard]] bool in_head() const { return !head_.empty(); }
  [[nodiscard]] bool in_body() const { return body_left_ > 0 || chunked_; }

 private:
  std::size_t take_head(std::string_view bytes);
  [[nodiscard]] Verdict read_head();
  [[nodiscard]] Verdict too_large() const;
  [[nodiscard]] static std::size_t head_limit();

  std::string head_;  ///< of the request that is coming in, until it is complete
  bool head_complete_ = false;
  bool chunked_ = false;
  std::size_t body_left_ = 0;
  std::optional<base::Instant> completed_at_;
};

}  // namespace kaoji::http
