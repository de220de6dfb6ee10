#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "http/failure_windows.hpp"
#include "usecases/sign_in.hpp"

namespace kaoji::http {

/// When each session last showed a factor (trust.md S9), by the machine's steady clock: no step of any clock, nor the
/// sandbox's, makes an old factor fresh. In memory: after a restart everybody shows one again. Safe from any thread.
class FreshFactors {
 public:
  explicit FreshFactors(std::chrono::seconds life) : life_(life) {}
  void shown(const std::string& token_digest);
  [[nodiscard]] bool fresh(const std::string& token_digest) const;
  /// How long a factor stays fresh.
  [[nodiscard]] std::chrono::seconds life() const { return life_; }

 private:
  std::chrono::seconds life_;
  mutable std::mutex mutex_;
  std::map<std::string, std::chrono::steady_clock::time_point, std::less<>> shown_;
};

/// What the server remembers of sign-ins between requests.
struct SignInGuards {
  SignInGuards(std::size_t failures_per_address, std::chrono::seconds factor_life)
      : unknown(usecases::kMostFailures, FailureWindows::Held::from_the_last_failure),
        addresses(failures_per_address, FailureWindows::Held::to_the_end_of_the_window),
        factors(factor_life) {}
  FailureWindows unknown;    ///< by logins that are nobody's, so that they lock as an account's do
  FailureWindows addresses;  ///< by where they come from, whatever login they name
  FreshFactors factors;
};

}  // namespace kaoji::http
