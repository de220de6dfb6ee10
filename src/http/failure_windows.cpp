#include "http/failure_windows.hpp"

#include <algorithm>
#include <cstddef>

#include "usecases/sign_in.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kMostKeys = 10'000;

/// A clock that was set back before the window's begin begins a new one.
bool in_window(base::Instant first, base::Instant now) {
  return now >= first && now - first < usecases::kFailureWindow;
}

}  // namespace

std::optional<base::Instant> FailureWindows::held_until(const std::string& key, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  return held(key, now);
}

void FailureWindows::count_failure(const std::string& key, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  count(key, now);
}

std::optional<base::Instant> FailureWindows::count_unless_held(const std::string& key, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  auto until = held(key, now);
  if (!until) count(key, now);
  return until;
}

std::optional<base::Instant> FailureWindows::held(const std::string& key, base::Instant now) const {
  const auto found = failures_.find(key);
  if (found == failures_.end() || found->second.number < most_ || now < found->second.first) return std::nullopt;
  const Failures& failures = found->second;
  const base::Instant until = held_ == Held::from_the_last_failure ? failures.last + usecases::kLock
                                                                   : failures.first + usecases::kFailureWindow;
  if (until <= now) return std::nullopt;
  return until;
}

void FailureWindows::count(const std::string& key, base::Instant now) {
  if (failures_.size() >= kMostKeys && !failures_.contains(key)) make_room(now);
  Failures& failures = failures_[key];
  if (failures.number == 0 || !in_window(failures.first, now)) failures = {0, now, now};
  ++failures.number;
  failures.last = now;
}

/// Forgets what is over; when nothing is, the key that began first: whoever tries keys by the thousand pushes out his
/// own before anybody's newer ones.
void FailureWindows::make_room(base::Instant now) {
  std::erase_if(failures_, [&](const auto& each) {
    return !in_window(each.second.first, now) && each.second.last + usecases::kLock <= now;
  });
  if (failures_.size() < kMostKeys) return;
  failures_.erase(std::ranges::min_element(failures_, {}, [](const auto& each) { return each.second.first; }));
}

}  // namespace kaoji::http
