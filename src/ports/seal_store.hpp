#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kaoji::ports {

/// What one step of sealing anew came to.
struct ResealStep {
  std::int64_t done = 0;    ///< values and marks that now rest on the current key
  std::int64_t broken = 0;  ///< of those looked at: do not open or do not fit their row, and were left as they are
};

/// The keys on which what is stored rests.
class SealStore {
 public:
  virtual ~SealStore() = default;
  /// The ids of the keys that rows may rest on, in the order of ids; the current one is among them.
  [[nodiscard]] virtual std::vector<std::string> keys() = 0;
  /// Seals and marks with the current key up to `most` values of each place that rest on another one. A value that does
  /// not open, or a mark that does not hold, stays: sealing anew mends nothing that was edited.
  [[nodiscard]] virtual ResealStep reseal_some(std::int64_t most) = 0;
  /// Forgets the keys but the current one, once no row rests on them.
  virtual void keep_current_key_alone() = 0;
};

}  // namespace kaoji::ports
