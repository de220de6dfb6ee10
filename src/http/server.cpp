#include "http/server.hpp"

#include <utility>

#include "http/listener.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kPrefixBytes = 4;

}  // namespace

class Server::Parts {
 public:
  Parts(Dependencies dependencies, const ServerOptions& options)
      : site_(dependencies,
              {options.question_threads, options.slow_threads, options.scan_threads, options.over_tls, options.version},
              all_routes()),
        listener_({options.address, options.port, options.over_tls, options.stop_on_signals, options.gateway,
                   options.body_bytes, dependencies.crypto.random_hex(kPrefixBytes) + "-"},
                  dependencies.now, [this](const std::shared_ptr<Exchange>& exchange) { site_.serve(exchange); }) {}

  Listener& listener() { return listener_; }
  Site& site() { return site_; }

 private:
  Site site_;
  Listener listener_;
};

Server::Server(Dependencies dependencies, const ServerOptions& options)
    : parts_(std::make_unique<Parts>(std::move(dependencies), options)) {}
Server::~Server() = default;

unsigned short Server::port() const {
  return parts_->listener().port();
}

void Server::run() {
  parts_->listener().run();
  parts_->site().finish();
}

void Server::stop() {
  parts_->listener().stop();
}

}  // namespace kaoji::http
