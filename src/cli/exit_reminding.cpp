#include "cli/exit_reminding.hpp"

#include <spdlog/spdlog.h>

#include <utility>

#include "usecases/exit_reminders.hpp"

namespace kaoji::cli {

namespace {

/// How often the clock is asked for its day.
constexpr std::chrono::minutes kBetweenGlances{1};

}  // namespace

ExitReminding::ExitReminding(ports::Store& store, const http::PolicyShelf& shelf, const ports::Crypto& crypto,
                             std::function<base::Instant()> now)
    : store_(store), shelf_(shelf), crypto_(crypto), now_(std::move(now)), thread_([this] { watch(); }) {}

ExitReminding::~ExitReminding() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void ExitReminding::look() {
  const std::scoped_lock one_at_a_time(looking_);
  const auto book = shelf_.current();
  const base::Instant now = now_();
  try {
    // Most days of the year nothing is due, and nothing is written.
    if (core::exit_reminder(*book, now)) {
      std::int64_t queued = 0;
      store_.write_and_wait([&](ports::Transaction& tx) {
        queued = usecases::queue_exit_reminders(tx, usecases::context_of_time(*book, now, crypto_));
      });
      if (queued > 0) spdlog::info("reminders of the forced exit queued: {}", queued);
    }
    const std::scoped_lock lock(mutex_);
    looked_on_ = book->today(now);
  } catch (const std::exception& error) {
    spdlog::error("reminders of the forced exit wait for the next look: {}", error.what());
  }
}

bool ExitReminding::looked_today() const {
  return looked_on_ == shelf_.current()->today(now_());
}

void ExitReminding::watch() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (!looked_today()) {
      lock.unlock();
      look();
      lock.lock();
    }
    wake_.wait_for(lock, kBetweenGlances, [this] { return ending_; });
  }
}

}  // namespace kaoji::cli
