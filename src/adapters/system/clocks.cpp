#include "adapters/system/clocks.hpp"

namespace kaoji::system {

base::Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

SettableClock::SettableClock(base::Instant now, bool running)
    : shown_(now), since_(std::chrono::steady_clock::now()), running_(running) {}

base::Instant SettableClock::now() const {
  const std::lock_guard lock(guard_);
  if (!running_) return shown_;
  return shown_ + std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() - since_);
}

void SettableClock::set(base::Instant now, bool running) {
  const std::lock_guard lock(guard_);
  shown_ = now;
  since_ = std::chrono::steady_clock::now();
  running_ = running;
}

bool SettableClock::running() const {
  const std::lock_guard lock(guard_);
  return running_;
}

}  // namespace kaoji::system
