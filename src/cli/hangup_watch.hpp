#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace kaoji::cli {

/// Calls a function on a thread of its own at every SIGHUP. `block_hangups` must have been called before any other
/// thread began, so that the signal ends nobody.
class HangupWatch {
 public:
  explicit HangupWatch(std::function<void()> on_hangup);
  ~HangupWatch();
  HangupWatch(const HangupWatch&) = delete;
  HangupWatch& operator=(const HangupWatch&) = delete;

 private:
  void watch();

  std::function<void()> on_hangup_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

/// From here on SIGHUP waits for a HangupWatch, in this thread and in all that it starts.
void block_hangups();

}  // namespace kaoji::cli
