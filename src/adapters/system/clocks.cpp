#include "adapters/system/clocks.hpp"

#ifdef KAOJI_SHIFTABLE_CLOCK
#include <cstdlib>
#include <fstream>
#endif

namespace kaoji::system {

namespace {

#ifdef KAOJI_SHIFTABLE_CLOCK
/// By how much a test has set the machine's clock: the milliseconds that the file says which KAOJI_CLOCK_SHIFT names.
std::chrono::milliseconds shift() {
  static const char* const path = std::getenv("KAOJI_CLOCK_SHIFT");
  std::int64_t milliseconds = 0;
  if (path != nullptr) std::ifstream(path) >> milliseconds;
  return std::chrono::milliseconds{milliseconds};
}
#else
/// What is served to people has no clock that anybody may set.
constexpr std::chrono::milliseconds shift() {
  return std::chrono::milliseconds{0};
}
#endif

}  // namespace

base::Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) + shift();
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
