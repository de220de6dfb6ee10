#include "adapters/store_sql/socket_watch.hpp"

#include <sys/socket.h>

namespace kaoji::store_sql {

namespace {

constexpr std::chrono::milliseconds kBetweenLooks{200};

}  // namespace

SocketWatch::Turn::Turn(SocketWatch& watch, int socket, std::chrono::milliseconds most) : watch_(watch), most_(most) {
  const std::lock_guard hold(watch_.mutex_);
  place_ = watch_.watched_.insert(watch_.watched_.end(), {socket, std::chrono::steady_clock::now() + most});
}

SocketWatch::Turn::~Turn() {
  const std::lock_guard hold(watch_.mutex_);
  watch_.watched_.erase(place_);
}

void SocketWatch::Turn::renew() {
  const std::lock_guard hold(watch_.mutex_);
  place_->until = std::chrono::steady_clock::now() + most_;
}

SocketWatch::SocketWatch() : thread_([this] { watch_until_closed(); }) {}

SocketWatch::~SocketWatch() {
  {
    const std::lock_guard hold(mutex_);
    closed_ = true;
  }
  closing_.notify_one();
  thread_.join();
}

void SocketWatch::watch_until_closed() {
  std::unique_lock hold(mutex_);
  while (!closing_.wait_for(hold, kBetweenLooks, [&] { return closed_; })) {
    const auto now = std::chrono::steady_clock::now();
    for (const Watched& each : watched_) {
      if (now >= each.until) ::shutdown(each.socket, SHUT_RDWR);
    }
  }
}

}  // namespace kaoji::store_sql
