#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace kaoji::scan_reading {

/// Lets some in at a time, some more wait, and turns everybody else away. Safe from any number of threads.
class Turnstile {
 public:
  /// How many may be inside and how many may wait, and for how long.
  Turnstile(std::size_t inside, std::size_t waiting, std::chrono::milliseconds patience)
      : free_(inside), room_(waiting), patience_(patience) {}

  /// Someone's stay inside.
  class Stay {
   public:
    explicit Stay(Turnstile& turnstile) : turnstile_(turnstile) { turnstile_.enter(); }
    Stay(const Stay&) = delete;
    Stay& operator=(const Stay&) = delete;
    ~Stay() { turnstile_.leave(); }

   private:
    Turnstile& turnstile_;
  };

 private:
  // Throws ports::ScanUnavailable when there is no room to wait, or patience is over.
  void enter();
  void leave();

  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t free_;
  std::size_t room_;
  std::chrono::milliseconds patience_;
};

}  // namespace kaoji::scan_reading
