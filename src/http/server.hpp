#pragma once

#include <memory>
#include <string>

#include "http/dependencies.hpp"

namespace kaoji::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8628;   ///< 0: any free one
  std::string gateway;          ///< address of it, whose X-Forwarded-For is believed; empty: nobody's
  bool over_tls = true;         ///< a gateway ends TLS in front of us; false in the sandbox: plain cookies, no HSTS
  bool stop_on_signals = true;  ///< SIGINT and SIGTERM stop it
  std::size_t question_threads = 2;                  ///< database reads at a time
  std::size_t slow_threads = 2;                      ///< children, password hashes and files at a time
  std::size_t scan_threads = 2;                      ///< uploaded scans judged and read at a time
  std::size_t body_bytes = std::size_t{256} << 20U;  ///< of request bodies held at once; beyond, 503 busy
  std::string version;
};

/// The whole HTTP side: the contract of api/openapi.yaml, the web client, health.
class Server {
 public:
  /// Opens the port; throws std::system_error when that fails.
  Server(Dependencies dependencies, const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// Serves on the calling thread until stopped.
  void run();
  /// From any thread: takes no more connections, finishes what is under way (30 s at most), then lets run() return.
  void stop();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace kaoji::http
