#pragma once

#include "base/date.hpp"

namespace kaoji::ports {

/// The server's clock. Only the sandbox has one that can be set.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual base::Instant now() const = 0;
};

}  // namespace kaoji::ports
