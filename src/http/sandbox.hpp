#pragma once

#include <optional>
#include <string>

#include "usecases/load_world.hpp"

namespace kaoji::http {

/// Why a world was not taken: nothing changed.
struct WorldRefused {
  bool policy_at_fault = false;  ///< the policy file, else the world itself
  std::string zh;
  std::string en;
};

struct ClockState {
  base::Instant now;
  bool running = true;  ///< false: it stands still until set again
};

/// What only `kaoji serve --sandbox` can do. Called on worker threads, one call at a time.
class Sandbox {
 public:
  virtual ~Sandbox() = default;

  [[nodiscard]] virtual ClockState clock() const = 0;
  virtual void set_clock(const ClockState& state) = 0;
  /// Replaces everything that the store and the policy shelf hold by this world under the policy of that text (TOML);
  /// the clock stands still at `now` afterwards. Nothing in the answer: done.
  [[nodiscard]] virtual std::optional<WorldRefused> replace_world(const std::string& policy, base::Instant now,
                                                                  const usecases::World& world) = 0;
};

}  // namespace kaoji::http
