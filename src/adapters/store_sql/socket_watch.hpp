#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace kaoji::store_sql {

/// Ends connections whose peer answers too late, for a peer may be frozen though its kernel still acknowledges. Whoever
/// waits on such a connection then learns that it is lost.
class SocketWatch {
 private:
  struct Watched {
    int socket;
    std::chrono::steady_clock::time_point until;
  };

 public:
  /// While it lives, the socket is watched.
  class Turn {
   public:
    Turn(SocketWatch& watch, int socket, std::chrono::milliseconds most);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    /// The time runs anew, for something was answered.
    void renew();

   private:
    SocketWatch& watch_;
    std::chrono::milliseconds most_;
    std::list<Watched>::iterator place_;
  };

  SocketWatch();
  ~SocketWatch();
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;

 private:
  void watch_until_closed();

  std::mutex mutex_;
  std::condition_variable closing_;
  std::list<Watched> watched_;
  bool closed_ = false;
  std::thread thread_;
};

}  // namespace kaoji::store_sql
