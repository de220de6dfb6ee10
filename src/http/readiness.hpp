#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "usecases/context.hpp"

namespace kaoji::http {

/// One thing without which the server is not ready. Asked at each /readyz, on the network's thread: be brief, never
/// throw.
struct ReadyCheck {
  std::string_view name;  ///< as /readyz and /metrics say it; lives as long as the program
  std::function<bool()> holds;
};

/// Asks the store whether a write reaches the disk, at most once a second whoever and however many ask: in between the
/// last answer stands. Safe from any thread.
class WriteProbe {
 public:
  /// Called once, now or on a thread of the store's.
  using Told = std::function<void(bool)>;

  void ask(ports::Store& store, base::Instant now, Told told);
  /// What the last probe found; nothing when nobody has asked yet.
  [[nodiscard]] std::optional<bool> last() const;

 private:
  void found(bool works);

  mutable std::mutex mutex_;
  std::optional<bool> last_;
  std::chrono::steady_clock::time_point begun_;
  bool under_way_ = false;
  std::vector<Told> waiting_;
};

}  // namespace kaoji::http
