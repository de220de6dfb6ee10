#pragma once

#include "base/date.hpp"

namespace kaoji::ports {

/// The server's clock. Only the sandbox has one that can be set.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual base::Instant now() const = 0;
};

/// The sandbox's clock: anyone may set it, and let it stand still.
class SandboxClock : public Clock {
 public:
  /// From here on it shows `now`, and goes on from there when `running`.
  virtual void set(base::Instant now, bool running) = 0;
  [[nodiscard]] virtual bool running() const = 0;
};

}  // namespace kaoji::ports
