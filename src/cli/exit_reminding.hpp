#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "http/policy_shelf.hpp"
#include "ports/crypto.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// Looks once on every day of the clock, on a thread of its own, which reminder of the next forced exit is due, and
/// queues it. What a look could not do, the next one does: each institution is reminded once of each step.
class ExitReminding {
 public:
  /// All references must outlive it. The first look is at once.
  ExitReminding(ports::Store& store, const http::PolicyShelf& shelf, const ports::Crypto& crypto,
                std::function<base::Instant()> now);
  ~ExitReminding();
  ExitReminding(const ExitReminding&) = delete;
  ExitReminding& operator=(const ExitReminding&) = delete;

  /// Looks now, on the calling thread. Whatever fails is logged.
  void look();

 private:
  void watch();
  [[nodiscard]] bool looked_today() const;

  ports::Store& store_;
  const http::PolicyShelf& shelf_;
  const ports::Crypto& crypto_;
  std::function<base::Instant()> now_;
  std::mutex looking_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::optional<base::Date> looked_on_;
  std::thread thread_;
};

}  // namespace kaoji::cli
