#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/date.hpp"

namespace kaoji::http {

/// Counts failed sign-ins by a key, in windows of 15 minutes that begin with a key's first failure, and holds a key
/// that had too many (trust.md S4). In memory: what is lost with the process protects nothing. Bounded: beyond some ten
/// thousand keys the one whose window began first is forgotten. Safe from any thread.
class FailureWindows {
 public:
  /// Until when a key is held: the end of its window, or 15 minutes after the last failure, as an account is.
  enum class Held { to_the_end_of_the_window, from_the_last_failure };
  /// `most`: failures in one window, at which the key is held.
  FailureWindows(std::size_t most, Held held) : most_(most), held_(held) {}

  /// When the key may try again, when it has to wait at `now`.
  [[nodiscard]] std::optional<base::Instant> held_until(const std::string& key, base::Instant now);
  void count_failure(const std::string& key, base::Instant now);
  /// Both in one step: counts unless the key is held, so that of many at once no more than `most` are counted, as with
  /// an account. When it is held, until when.
  [[nodiscard]] std::optional<base::Instant> count_unless_held(const std::string& key, base::Instant now);

 private:
  struct Failures {
    std::size_t number = 0;
    base::Instant first;
    base::Instant last;
  };
  [[nodiscard]] std::optional<base::Instant> held(const std::string& key, base::Instant now) const;
  void count(const std::string& key, base::Instant now);
  void make_room(base::Instant now);

  std::size_t most_;
  Held held_;
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace kaoji::http
