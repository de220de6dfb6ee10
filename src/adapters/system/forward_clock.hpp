#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>

#include "ports/clock.hpp"

namespace kaoji::system {

/// What is wrong with the time that a server goes by.
struct ClockTrouble {
  std::chrono::milliseconds behind{0};  ///< of the machine's clock behind what was shown already; 0: it is not
  std::chrono::milliseconds leapt{0};   ///< by how much it was set ahead since the start
  bool unkept = false;                  ///< the file took no write: after a kill the clock may go back
  bool unsynchronised = false;          ///< the kernel knows of no time source that keeps the machine's clock

  /// Steps of up to two seconds are what a time source does by itself.
  [[nodiscard]] bool stepped() const;
};

/// The machine's clock, but it never goes back: not when the machine's clock is set back, and not over a restart or a
/// kill either. So no window that was closed opens again, whatever happens to the machine's clock (trust.md, T3).
///
/// What it has shown is kept in a file, durably, before the first reading of each quarter of an hour of UTC goes out:
/// the midnight of every time zone is one, so whoever was told that a window is closed finds it closed for good.
/// Safe from any number of threads.
class ForwardClock : public ports::Clock {
 public:
  /// `machine` must outlive it. `path` is the file; it need not be there. `at_least`: an instant that is past for
  /// certain, that of the newest act say. Throws std::system_error when there is a file that cannot be read.
  ForwardClock(const ports::Clock& machine, std::string path, base::Instant at_least);

  [[nodiscard]] base::Instant now() const override;
  [[nodiscard]] ClockTrouble trouble() const;

 private:
  void keep(base::Instant at) const;
  void watch_for_leaps(base::Instant machine) const;

  const ports::Clock& machine_;
  std::string path_;
  mutable std::atomic<base::Instant> shown_;
  /// From here on a reading waits for the file.
  mutable std::atomic<base::Instant> kept_until_;
  mutable std::atomic<bool> unkept_{false};
  /// Ahead less back.
  mutable std::atomic<std::chrono::milliseconds> leapt_{std::chrono::milliseconds{0}};
  mutable std::mutex keeping_;
  mutable std::mutex watching_;
  mutable base::Instant watched_;
  mutable std::chrono::steady_clock::time_point watched_at_;
};

}  // namespace kaoji::system
