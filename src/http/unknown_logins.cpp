#include "http/unknown_logins.hpp"

#include <cstddef>

#include "usecases/sign_in.hpp"

namespace kaoji::http {

namespace {

/// Beyond, whoever tries names by the thousand only makes us forget his own failures.
constexpr std::size_t kMostLogins = 10'000;

}  // namespace

std::optional<base::Instant> UnknownLogins::locked_until(const std::string& login, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  const auto found = failures_.find(login);
  if (found == failures_.end() || !found->second.locked_until || *found->second.locked_until <= now)
    return std::nullopt;
  return found->second.locked_until;
}

void UnknownLogins::count_failure(const std::string& login, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  if (failures_.size() >= kMostLogins) failures_.clear();
  Failures& failures = failures_[login];
  if (failures.number == 0 || now - failures.first >= usecases::kFailureWindow) failures = {0, now, std::nullopt};
  if (++failures.number >= usecases::kMostFailures) failures.locked_until = now + usecases::kLock;
}

}  // namespace kaoji::http
