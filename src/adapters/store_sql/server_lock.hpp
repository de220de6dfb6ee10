#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "adapters/store_sql/session.hpp"
#include "adapters/store_sql/socket_watch.hpp"

namespace kaoji::store_sql {

/// Keeps a second program off a PostgreSQL database, as DataFileLock does off a file: an advisory lock on a connection
/// of its own, which the server lets go of when that connection ends (docs/decisions/0037). A lost connection is opened
/// again; until then nothing may be written, and when another program was quicker, never again.
class ServerLock {
 public:
  /// Throws StoreUnavailable, naming the other's connection and what to do, when another program holds it.
  /// `sealing` must outlive it.
  ServerLock(std::string url, const ports::Sealing& sealing);
  ~ServerLock();
  ServerLock(const ServerLock&) = delete;
  ServerLock& operator=(const ServerLock&) = delete;

  /// Was it ours at the last look? Looked at once a second.
  [[nodiscard]] bool held() const { return held_; }
  /// `told` is called once, from a thread of the lock, when another program has taken it.
  void when_taken(std::function<void()> told);

 private:
  void keep_until_closed();
  void look();
  void take_again();

  std::string url_;
  const ports::Sealing& sealing_;
  SocketWatch watch_;
  std::unique_ptr<Session> session_;
  std::string own_;  ///< which session of the server holds it for us, after we have lost it too
  std::atomic<bool> held_ = true;
  std::mutex mutex_;  ///< guards told_ and closed_
  std::condition_variable closing_;
  std::function<void()> told_;
  bool closed_ = false;
  bool taken_ = false;
  std::thread thread_;
};

}  // namespace kaoji::store_sql
