#include "adapters/scan_reading/turnstile.hpp"

#include "ports/scans.hpp"

namespace kaoji::scan_reading {

void Turnstile::enter() {
  std::unique_lock lock(mutex_);
  if (free_ == 0) {
    if (room_ == 0) {
      throw ports::ScanUnavailable("too many scans wait to be read");
    }
    --room_;
    const bool in_time = freed_.wait_for(lock, patience_, [this] { return free_ > 0; });
    ++room_;
    if (!in_time) {
      throw ports::ScanUnavailable("all readers of scans are taken");
    }
  }
  --free_;
}

void Turnstile::leave() {
  {
    const std::lock_guard lock(mutex_);
    ++free_;
  }
  freed_.notify_one();
}

}  // namespace kaoji::scan_reading
