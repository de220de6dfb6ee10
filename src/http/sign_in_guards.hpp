#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "http/unknown_logins.hpp"

namespace kaoji::http {

/// Counts failed sign-ins by where they come from, whatever login they name (trust.md S4). In memory. Safe from any
/// thread.
class AddressThrottle {
 public:
  /// `most`: failures of one address within 15 minutes, beyond which it has to wait.
  explicit AddressThrottle(std::size_t most) : most_(most) {}
  /// When the address may try again, when it has to wait at `now`.
  [[nodiscard]] std::optional<base::Instant> held_until(const std::string& address, base::Instant now);
  void count_failure(const std::string& address, base::Instant now);

 private:
  struct Failures {
    std::size_t number = 0;
    base::Instant first;
  };
  std::size_t most_;
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

/// When each session last showed a factor (trust.md S9), by the machine's steady clock: no step of any clock, nor the
/// sandbox's, makes an old factor fresh. In memory: after a restart everybody shows one again. Safe from any thread.
class FreshFactors {
 public:
  explicit FreshFactors(std::chrono::seconds life) : life_(life) {}
  void shown(const std::string& token_digest);
  [[nodiscard]] bool fresh(const std::string& token_digest) const;

 private:
  std::chrono::seconds life_;
  mutable std::mutex mutex_;
  std::map<std::string, std::chrono::steady_clock::time_point, std::less<>> shown_;
};

/// What the server remembers of sign-ins between requests.
struct SignInGuards {
  SignInGuards(std::size_t failures_per_address, std::chrono::seconds factor_life)
      : addresses(failures_per_address), factors(factor_life) {}
  UnknownLogins unknown;
  AddressThrottle addresses;
  FreshFactors factors;
};

}  // namespace kaoji::http
