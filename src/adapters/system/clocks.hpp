#pragma once

#include <chrono>
#include <mutex>

#include "ports/clock.hpp"

namespace kaoji::system {

/// The machine's clock, to the millisecond.
class SystemClock : public ports::Clock {
 public:
  [[nodiscard]] base::Instant now() const override;
};

/// A clock that starts at an instant and is moved by hand. While it runs it goes as fast as the machine's steady clock,
/// so a correction of the machine's time does not show. Safe from any number of threads.
class SettableClock : public ports::SandboxClock {
 public:
  SettableClock(base::Instant now, bool running);

  [[nodiscard]] base::Instant now() const override;
  void set(base::Instant now, bool running) override;
  [[nodiscard]] bool running() const override;

 private:
  mutable std::mutex guard_;
  base::Instant shown_;
  std::chrono::steady_clock::time_point since_;
  bool running_;
};

}  // namespace kaoji::system
