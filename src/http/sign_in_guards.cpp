#include "http/sign_in_guards.hpp"

namespace kaoji::http {

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
