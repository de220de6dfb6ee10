#pragma once

#include <functional>
#include <string>

#include "adapters/system/clocks.hpp"
#include "http/policy_shelf.hpp"
#include "http/sandbox.hpp"
#include "ports/crypto.hpp"
#include "ports/files.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// What `kaoji serve --sandbox` adds to the server: a world that can be replaced and a clock that can be moved, both
/// kept in the store, so that a restart goes on where it stopped.
class SandboxState : public http::Sandbox {
 public:
  /// All references must outlive it.
  SandboxState(ports::Store& store, http::PolicyShelf& shelf, system::SettableClock& clock,
               const ports::Crypto& crypto);

  /// Makes the demo world in an empty store, or goes on with what is there. Throws CommandFailed for a store that holds
  /// what no sandbox made.
  void begin(ports::FileStore& files);
  /// Calls `moved`, on the thread that moved it, whenever the clock or the world was changed.
  void when_moved(std::function<void()> moved) { moved_ = std::move(moved); }
  /// Is it a world of the caller's, with a policy of its own?
  [[nodiscard]] bool replaced();

  [[nodiscard]] http::ClockState clock() const override;
  void set_clock(const http::ClockState& state) override;
  [[nodiscard]] std::optional<http::WorldRefused> replace_world(const std::string& policy, base::Instant now,
                                                                const usecases::World& world) override;

 private:
  [[nodiscard]] std::optional<std::string> setting(std::string_view name);
  void go_on_from_kept_clock();

  ports::Store& store_;
  http::PolicyShelf& shelf_;
  system::SettableClock& clock_;
  const ports::Crypto& crypto_;
  std::function<void()> moved_ = [] {};
};

/// Was this store filled by a sandbox? Then no installation may serve it.
[[nodiscard]] bool holds_sandbox(ports::Store& store);

}  // namespace kaoji::cli
