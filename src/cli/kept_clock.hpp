#pragma once

#include "adapters/system/clocks.hpp"
#include "adapters/system/forward_clock.hpp"
#include "cli/data_folder.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// The clock of an installation: the machine's, never before what an earlier run has shown, nor before the newest act.
class KeptClock : public ports::Clock {
 public:
  /// Throws std::system_error when the folder's file cannot be read, StoreUnavailable.
  KeptClock(const DataFolder& folder, ports::Store& store);

  [[nodiscard]] base::Instant now() const override { return clock_.now(); }
  [[nodiscard]] system::ClockTrouble trouble() const { return clock_.trouble(); }

 private:
  system::SystemClock machine_;
  system::ForwardClock clock_;
};

}  // namespace kaoji::cli
