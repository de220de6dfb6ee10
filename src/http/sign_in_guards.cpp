#include "http/sign_in_guards.hpp"

#include "usecases/sign_in.hpp"

namespace kaoji::http {

namespace {

/// Beyond, whoever tries from addresses by the thousand only makes us forget.
constexpr std::size_t kMostAddresses = 10'000;

}  // namespace

std::optional<base::Instant> AddressThrottle::held_until(const std::string& address, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  const auto found = failures_.find(address);
  if (found == failures_.end() || found->second.number < most_) return std::nullopt;
  const base::Instant until = found->second.first + usecases::kFailureWindow;
  if (until > now && now >= found->second.first) return until;
  failures_.erase(found);
  return std::nullopt;
}

void AddressThrottle::count_failure(const std::string& address, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  if (failures_.size() >= kMostAddresses) failures_.clear();
  Failures& failures = failures_[address];
  const bool same_window =
      failures.number > 0 && now >= failures.first && now - failures.first < usecases::kFailureWindow;
  if (!same_window) failures = {0, now};
  ++failures.number;
}

void FreshFactors::shown(const std::string& token_digest) {
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock(mutex_);
  std::erase_if(shown_, [&](const auto& each) { return now - each.second > life_; });
  shown_[token_digest] = now;
}

bool FreshFactors::fresh(const std::string& token_digest) const {
  const std::scoped_lock lock(mutex_);
  const auto found = shown_.find(token_digest);
  return found != shown_.end() && std::chrono::steady_clock::now() - found->second <= life_;
}

}  // namespace kaoji::http
