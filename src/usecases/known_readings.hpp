#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ports/kept_reading.hpp"

namespace kaoji::usecases {

/// What was read off the latest files, by their digests: who uploads one again, after a refusal or a lost connection,
/// need not wait for it to be read again. Its pictures lie in the file store. Safe from any thread.
class KnownReadings {
 public:
  [[nodiscard]] std::optional<ports::KeptReading> find(std::string_view digest);
  /// Remembers a reading; forgets the oldest beyond `kMost`.
  void remember(std::string_view digest, const ports::KeptReading& reading);

 private:
  static constexpr std::size_t kMost = 64;

  std::mutex mutex_;
  std::deque<std::pair<std::string, ports::KeptReading>> latest_;
};

}  // namespace kaoji::usecases
