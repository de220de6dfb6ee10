#include "http/readiness.hpp"

#include <fmt/format.h>

#include <utility>

namespace kaoji::http {

namespace {

constexpr std::chrono::seconds kBetweenProbes{1};

}  // namespace

void WriteProbe::ask(ports::Store& store, base::Instant now, Told told) {
  {
    std::unique_lock hold(mutex_);
    const auto at = std::chrono::steady_clock::now();
    if (!under_way_ && last_ && at < begun_ + kBetweenProbes) {
      const bool works = *last_;
      hold.unlock();
      return told(works);
    }
    waiting_.push_back(std::move(told));
    if (std::exchange(under_way_, true)) return;
    begun_ = at;
  }
  try {
    store.write(
        [now](ports::Transaction& tx) {
          tx.records().put_setting("write-probe", fmt::format("{}", now.time_since_epoch().count()));
        },
        [this](const std::exception_ptr& failure) { found(!failure); });
  } catch (const ports::Busy&) {
    found(false);
  } catch (const ports::StoreUnavailable&) {
    found(false);
  }
}

std::optional<bool> WriteProbe::last() const {
  const std::scoped_lock hold(mutex_);
  return last_;
}

void WriteProbe::found(bool works) {
  std::vector<Told> waiting;
  {
    const std::scoped_lock hold(mutex_);
    last_ = works;
    under_way_ = false;
    waiting.swap(waiting_);
  }
  for (const Told& told : waiting) told(works);
}

}  // namespace kaoji::http
