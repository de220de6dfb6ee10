#include "usecases/known_readings.hpp"

#include <algorithm>

namespace kaoji::usecases {

std::optional<ports::KeptReading> KnownReadings::find(std::string_view digest) {
  const std::scoped_lock lock(mutex_);
  const auto found =
      std::ranges::find(latest_, digest, [](const auto& known) { return std::string_view(known.first); });
  if (found == latest_.end()) return std::nullopt;
  return found->second;
}

void KnownReadings::remember(std::string_view digest, const ports::KeptReading& reading) {
  const std::scoped_lock lock(mutex_);
  latest_.emplace_back(digest, reading);
  if (latest_.size() > kMost) latest_.pop_front();
}

}  // namespace kaoji::usecases
