#include "cli/hangup_watch.hpp"

#include <csignal>

namespace kaoji::cli {

namespace {

sigset_t hangup() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

void block_hangups() {
  const sigset_t set = hangup();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

HangupWatch::HangupWatch(std::function<void()> on_hangup)
    : on_hangup_(std::move(on_hangup)), thread_([this] { watch(); }) {}

HangupWatch::~HangupWatch() {
  ending_ = true;
  pthread_kill(thread_.native_handle(), SIGHUP);
  thread_.join();
}

void HangupWatch::watch() {
  const sigset_t set = hangup();
  int signal = 0;
  while (sigwait(&set, &signal) == 0 && !ending_) on_hangup_();
}

}  // namespace kaoji::cli
