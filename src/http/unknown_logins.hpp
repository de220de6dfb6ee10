#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/date.hpp"

namespace kaoji::http {

/// Counts failed sign-ins of logins that are nobody's, so that they lock as an account's do and nobody learns which
/// there are (trust.md S4). In memory: what is lost with the process protects nothing. Safe from any thread.
class UnknownLogins {
 public:
  /// The end of the lock, when the login is locked at `now`.
  [[nodiscard]] std::optional<base::Instant> locked_until(const std::string& login, base::Instant now);
  void count_failure(const std::string& login, base::Instant now);

 private:
  struct Failures {
    int number = 0;
    base::Instant first;
    std::optional<base::Instant> locked_until;
  };
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace kaoji::http
