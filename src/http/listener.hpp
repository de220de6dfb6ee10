#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "base/date.hpp"
#include "http/exchange.hpp"

namespace kaoji::http {

/// Where the server listens and how it ends.
struct ListenerOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8628;   ///< 0: any free one
  bool over_tls = true;         ///< a gateway ends TLS in front of us: cookies are Secure, HSTS is said
  bool stop_on_signals = true;  ///< SIGINT and SIGTERM stop it
  std::string gateway;          ///< whose X-Forwarded-For is believed; empty: nobody's
  std::size_t body_bytes = std::size_t{256} << 20U;  ///< of request bodies held at once; beyond, 503 busy
  std::string request_id_prefix;                     ///< before the running number that names a request
};

/// The network: one thread that reads requests, within the limits of limits.hpp, and writes answers.
class Listener {
 public:
  /// Called on the network's thread, which it must not hold up.
  using Handler = std::function<void(std::shared_ptr<Exchange>)>;
  using Now = std::function<base::Instant()>;

  /// Opens the port; throws std::system_error when that fails. `now` is the clock of requests.
  Listener(const ListenerOptions& options, Now now, Handler handler);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// Serves on the calling thread until stopped.
  void run();
  /// From any thread: takes no more connections, finishes what is under way (30 s at most), then lets run() return.
  void stop();
  /// Runs a job on the network's thread.
  void post(std::function<void()> job);

 private:
  class Network;
  std::unique_ptr<Network> network_;
};

}  // namespace kaoji::http
