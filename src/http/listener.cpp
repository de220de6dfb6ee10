#include "http/listener.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <restinio/all.hpp>
#include <set>
#include <unordered_set>
#include <utility>

#include "http/body_budget.hpp"
#include "http/door.hpp"
#include "http/head_guard.hpp"
#include "http/limits.hpp"
#include "http/percent_decoding.hpp"
#include "http/reason_phrase.hpp"
#include "http/refused_head.hpp"
#include "http/request_log.hpp"
#include "http/request_pace.hpp"
#include "http/stopping.hpp"

namespace kaoji::http {

namespace {

namespace asio = restinio::asio_ns;
using Tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;

class GuardedSocket;

/// What all sockets of the network share: the clock of requests, and who is connected.
struct Watch {
  explicit Watch(std::size_t most_bodies) : bodies(most_bodies) {}

  Listener::Now now;
  BodyBudget bodies;
  std::unordered_set<GuardedSocket*> sockets;
  /// The connection whose bytes are being parsed at this moment.
  GuardedSocket* parsing = nullptr;
};

/// The socket that the network's thread is making connections for; RESTinio makes its sockets itself.
thread_local Watch* watch_of_thread = nullptr;

/// A socket that looks at what comes in before the parser does.
class GuardedSocket : public Tcp::socket {
 public:
  explicit GuardedSocket(asio::io_context& context) : Tcp::socket(context) {}
  GuardedSocket(GuardedSocket&& other) noexcept : Tcp::socket(std::move(other)) {}
  GuardedSocket& operator=(GuardedSocket&& other) noexcept {
    Tcp::socket::operator=(std::move(other));
    return *this;
  }
  ~GuardedSocket() {
    if (watch_ != nullptr) watch_->sockets.erase(this);
  }

  template <class Buffer, class Handler>
  void async_read_some(const Buffer& buffer, Handler handler) {
    if (watch_ == nullptr) enter();
    pace_.wait(Steady::now());
    Tcp::socket::async_read_some(buffer, [this, buffer, handler = std::move(handler)](const asio::error_code& error,
                                                                                      std::size_t length) mutable {
      if (error) return ended(error, handler);
      const auto verdict = judge({static_cast<const char*>(buffer.data()), length});
      if (verdict != HeadGuard::Verdict::fine) return refuse(verdict, buffer, std::move(handler));
      // The handler may end this connection, and the next request that it parses may be another's.
      Watch& watch = *watch_;
      watch.parsing = this;
      handler(error, length);
      watch.parsing = nullptr;
    });
  }

  /// The request that is being parsed is whole: when its headers were complete, and what its body holds.
  std::optional<base::Instant> finish_request() { return guard_.finish_request(); }
  BodyBudget::Hold take_body() {
    BodyBudget::Hold taken = std::move(*body_);
    body_.emplace(watch_->bodies);
    return taken;
  }

  /// When the first byte of the request came that is under way, or was the last.
  [[nodiscard]] Steady::time_point began() const { return began_; }
  /// Is a request under way here that began before then?
  [[nodiscard]] bool receives_since_before(Steady::time_point then) const {
    return (guard_.in_head() || guard_.in_body()) && began_ < then;
  }

  /// Ends a connection whose request comes too slowly, or that has been kept for nothing.
  void cut_if_late(Steady::time_point now) {
    asio::error_code ignored;
    if (linger_until_) {
      if (now > *linger_until_) Tcp::socket::shutdown(shutdown_both, ignored);
      return;
    }
    const bool late = pace_.late(now);
    if (late) say(HeadGuard::Verdict::late);
    if (late || pace_.idle(now)) Tcp::socket::shutdown(shutdown_both, ignored);
  }

 private:
  void enter() {
    watch_ = watch_of_thread;
    watch_->sockets.insert(this);
    body_.emplace(watch_->bodies);
  }

  HeadGuard::Verdict judge(std::string_view bytes) {
    const bool body_begun = guard_.in_body();
    if (!body_begun && !guard_.in_head()) began_ = Steady::now();
    const auto verdict = guard_.saw(bytes, watch_->now);
    const auto part = guard_.in_head()   ? RequestPace::Part::head
                      : guard_.in_body() ? RequestPace::Part::body
                                         : RequestPace::Part::between;
    pace_.saw(part, bytes.size(), Steady::now());
    if (verdict != HeadGuard::Verdict::fine || part != RequestPace::Part::body) return verdict;
    if (!body_begun && !watch_->bodies.has_room(guard_.body_left())) return HeadGuard::Verdict::no_room;
    return body_->grow(bytes.size()) ? verdict : HeadGuard::Verdict::no_room;
  }

  /// Whoever ended in the middle of a request is told so; the other half of the connection may still be read.
  template <class Handler>
  void ended(const asio::error_code& error, Handler& handler) {
    if (error == asio::error::eof && (guard_.in_head() || guard_.in_body())) say(HeadGuard::Verdict::incomplete);
    handler(error, 0);
  }

  void say(HeadGuard::Verdict verdict) {
    asio::error_code ignored;
    const std::string answer = refused_head(verdict);
    Tcp::socket::write_some(asio::buffer(answer), ignored);
    Tcp::socket::shutdown(shutdown_send, ignored);
  }

  /// Answers before the parser does, then reads what still comes for a while: closing at once would reset the
  /// connection, and the answer would be lost.
  template <class Buffer, class Handler>
  void refuse(HeadGuard::Verdict verdict, const Buffer& buffer, Handler handler) {
    say(verdict);
    body_->give_back();
    linger_until_ = Steady::now() + kLingerTime;
    discard(buffer, std::move(handler), kScanBytes * 2);
  }
  template <class Buffer, class Handler>
  void discard(const Buffer& buffer, Handler handler, std::size_t most) {
    Tcp::socket::async_read_some(buffer, [this, buffer, most, handler = std::move(handler)](
                                             const asio::error_code& error, std::size_t length) mutable {
      if (error || length >= most) return handler(asio::error_code(asio::error::eof), 0);
      discard(buffer, std::move(handler), most - length);
    });
  }

  Watch* watch_ = nullptr;
  HeadGuard guard_;
  RequestPace pace_;
  Steady::time_point began_;
  std::optional<BodyBudget::Hold> body_;  ///< of the request that is coming in
  std::optional<Steady::time_point> linger_until_;
};

/// In place of RESTinio's own limiter, which never accepts again after one failure (door.hpp).
class Doorkeeper {
 public:
  using Acceptor = restinio::connection_count_limits::impl::acceptor_callback_iface_t;

  Doorkeeper(restinio::not_null_pointer_t<Acceptor> acceptor,
             restinio::connection_count_limits::max_parallel_connections_t most,
             restinio::connection_count_limits::max_active_accepts_t /*one*/)
      : acceptor_(acceptor), door_(most.value()) {
    of_thread = this;
  }

  void increment_parallel_connections() noexcept { door_.entered(); }
  void decrement_parallel_connections() noexcept {
    if (door_.left()) acceptor_->schedule_next_accept_attempt(0);
  }
  void accept_next(std::size_t place) noexcept {
    if (door_.opens()) acceptor_->call_accept_now(place);
  }
  void look(int listening) noexcept {
    if (door_.stuck(knocks(listening))) acceptor_->call_accept_now(0);
  }

  /// RESTinio makes it itself, on the thread that makes the server.
  static thread_local Doorkeeper* of_thread;

 private:
  restinio::not_null_pointer_t<Acceptor> acceptor_;
  Door door_;
};
thread_local Doorkeeper* Doorkeeper::of_thread = nullptr;

struct Traits : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t,
                                   std::function<restinio::request_handling_status_t(restinio::request_handle_t)>,
                                   restinio::noop_strand_t, GuardedSocket> {
  static constexpr bool use_connection_count_limiter = true;
};

}  // namespace

}  // namespace kaoji::http

template <>
struct restinio::connection_count_limit_types<kaoji::http::Traits> {
  using limiter_t = kaoji::http::Doorkeeper;
  using lifetime_monitor_t = restinio::connection_count_limits::connection_lifetime_monitor_t<limiter_t>;
};

namespace kaoji::http {

namespace {

/// What all exchanges of the network share; touched on its thread only, but for `active`.
struct Desk {
  asio::io_context context{1};
  std::atomic<std::size_t> active{0};
  std::atomic<bool> draining{false};
  bool over_tls = true;
  std::time_t date_of = 0;
  std::string date;

  const std::string& date_now() {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    if (now != date_of) {
      date_of = now;
      date = restinio::make_date_field_value(std::chrono::system_clock::now());
    }
    return date;
  }
};

class RestinioExchange final : public Exchange, public std::enable_shared_from_this<RestinioExchange> {
 public:
  /// `waited_for`: does the end of the server wait for its answer?
  RestinioExchange(Desk& desk, restinio::request_handle_t source, Request request, BodyBudget::Hold body,
                   bool waited_for)
      : desk_(desk),
        source_(std::move(source)),
        request_(std::move(request)),
        body_(std::move(body)),
        began_(Steady::now()),
        counted_(waited_for ? 1 : 0) {
    desk_.active += counted_;
  }
  /// RESTinio's objects may only go on the network's thread.
  ~RestinioExchange() override {
    if (desk_.context.get_executor().running_in_this_thread()) {
      release();
    } else {
      asio::post(desk_.context, [source = std::move(source_), &desk = desk_, counted = counted_]() mutable {
        source.reset();
        desk.active -= counted;
      });
    }
  }

  [[nodiscard]] const Request& request() const override { return request_; }

  void answer(Answer answer) override {
    asio::dispatch(desk_.context, [self = shared_from_this(), answer = std::move(answer)]() mutable {
      if (std::exchange(self->answered_, true)) return;
      self->send(std::move(answer));
    });
  }

  void begin_pieces(Answer head) override {
    asio::dispatch(desk_.context, [self = shared_from_this(), head = std::move(head)] {
      if (std::exchange(self->answered_, true)) return;
      self->status_ = head.status;
      self->pieces_.emplace(self->source_->create_response<restinio::chunked_output_t>(status_line(head.status)));
      self->put_headers(*self->pieces_, head);
    });
  }

  bool piece(std::string bytes) override {
    const std::size_t size = bytes.size();
    {
      std::unique_lock lock(mutex_);
      const bool taken = room_.wait_for(lock, kWriteTime, [&] { return gone_ || waiting_ < kPiecesAhead; });
      if (gone_ || !taken) return false;
      waiting_ += size;
    }
    asio::dispatch(desk_.context, [self = shared_from_this(), bytes = std::move(bytes)]() mutable {
      self->sent_ += bytes.size();
      const auto size = bytes.size();
      self->pieces_->append_chunk(std::move(bytes));
      self->pieces_->flush([self, size](const asio::error_code& error) { self->taken(size, bool(error)); });
    });
    return true;
  }

  void end_pieces() override {
    asio::dispatch(desk_.context, [self = shared_from_this()] {
      log_request(self->request_, self->status_, self->sent_, Steady::now() - self->began_);
      self->pieces_->done([self](const asio::error_code&) {});
    });
  }

 private:
  static constexpr std::size_t kPiecesAhead = std::size_t{256} * 1024;

  static restinio::http_status_line_t status_line(int status) {
    return {restinio::http_status_code_t{static_cast<std::uint16_t>(status)}, std::string(reason_of(status))};
  }

  void release() {
    source_.reset();
    desk_.active -= counted_;
  }

  void taken(std::size_t size, bool failed) {
    {
      const std::scoped_lock lock(mutex_);
      waiting_ -= size;
      gone_ = gone_ || failed;
    }
    room_.notify_one();
  }

  template <class Builder>
  void put_headers(Builder& builder, const Answer& answer) {
    if (desk_.draining || answer.closes) builder.connection_close();
    builder.append_header(restinio::http_field::date, desk_.date_now());
    if (!answer.content_type.empty())
      builder.append_header(restinio::http_field::content_type, std::string(answer.content_type));
    builder.append_header(restinio::http_field::cache_control, std::string(cache_control(answer.keep)));
    builder.append_header("X-Request-Id", request_.id);
    for (const auto& field : security_headers(answer.shows, desk_.over_tls))
      builder.append_header(std::string(field.name), std::string(field.value));
    for (const auto& [name, value] : answer.headers) builder.append_header(std::string(name), value);
  }

  void send(Answer answer) {
    const std::size_t size = answer.bytes().size();
    log_request(request_, answer.status, size, Steady::now() - began_);
    // The exchange stays counted until the last byte is written, so that draining waits for it.
    auto written = [self = shared_from_this()](const asio::error_code&) {};
    if (request_.method == Method::head) {
      auto builder = source_->create_response<restinio::user_controlled_output_t>(status_line(answer.status));
      put_headers(builder, answer);
      builder.set_content_length(size);
      builder.done(std::move(written));
      return;
    }
    auto builder = source_->create_response(status_line(answer.status));
    put_headers(builder, answer);
    if (!answer.fixed_body.empty()) {
      builder.set_body(restinio::const_buffer(answer.fixed_body.data(), answer.fixed_body.size()));
    } else {
      builder.set_body(std::move(answer.body));
    }
    builder.done(std::move(written));
  }

  Desk& desk_;
  restinio::request_handle_t source_;
  Request request_;
  BodyBudget::Hold body_;
  Steady::time_point began_;
  const std::size_t counted_;
  bool answered_ = false;

  std::optional<restinio::response_builder_t<restinio::chunked_output_t>> pieces_;
  int status_ = 0;
  std::size_t sent_ = 0;
  std::mutex mutex_;
  std::condition_variable room_;
  std::size_t waiting_ = 0;
  bool gone_ = false;
};

}  // namespace

class Listener::Network {
 public:
  Network(const ListenerOptions& options, Now now, Handler handler)
      : handler_(std::move(handler)),
        prefix_(options.request_id_prefix),
        gateway_(options.gateway),
        watch_(options.body_bytes),
        signals_(desk_.context),
        sweep_(desk_.context),
        server_(restinio::external_io_context(desk_.context), settings(options)),
        doorkeeper_(Doorkeeper::of_thread) {
    watch_.now = std::move(now);
    desk_.over_tls = options.over_tls;
    server_.open_sync();
    if (options.stop_on_signals) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      signals_.async_wait([this](const asio::error_code& error, int) {
        if (!error) drain();
      });
    }
  }
  ~Network() { desk_.context.stop(); }
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  [[nodiscard]] unsigned short port() const { return port_; }
  asio::io_context& context() { return desk_.context; }

  void run() {
    watch_of_thread = &watch_;
    next_sweep();
    desk_.context.run();
    watch_of_thread = nullptr;
  }

  void drain() {
    if (desk_.draining.exchange(true)) return;
    signals_.cancel();
    drain_began_ = Steady::now();
    // The port stays open until the last of those before has ended: who comes now is told to come again.
    wait_for_last();
  }

 private:
  restinio::server_settings_t<Traits> settings(const ListenerOptions& options) {
    restinio::server_settings_t<Traits> settings;
    settings.address(options.address)
        .port(options.port)
        .protocol(options.address.find(':') == std::string::npos ? Tcp::v4() : Tcp::v6())
        .buffer_size(std::size_t{8} * 1024)
        .max_pipelined_requests(1)
        .max_parallel_connections(connections_that_fit(kConnections))
        .concurrent_accepts_count(1)
        .read_next_http_message_timelimit(std::chrono::hours(6))
        .handle_request_timeout(std::chrono::minutes(5))
        .write_http_response_timelimit(kWriteTime)
        .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                      .max_url_size(kTargetBytes)
                                      .max_field_count(kHeaderFields)
                                      .max_body_size(kScanBytes))
        .socket_options_setter([](auto& socket_options) { socket_options.set_option(Tcp::no_delay(true)); })
        .acceptor_options_setter(
            [](auto& acceptor_options) { acceptor_options.set_option(Tcp::acceptor::reuse_address(true)); })
        .acceptor_post_bind_hook([this](Tcp::acceptor& acceptor) {
          port_ = acceptor.local_endpoint().port();
          listening_ = acceptor.native_handle();
        })
        .request_handler([this](restinio::request_handle_t source) { return take(std::move(source)); });
    return settings;
  }

  restinio::request_handling_status_t take(restinio::request_handle_t source) {
    Request request = request_of(*source);
    std::optional<base::Instant> at;
    BodyBudget::Hold body(watch_.bodies);
    Steady::time_point came = Steady::now();
    if (watch_.parsing != nullptr) {
      came = watch_.parsing->began();
      at = watch_.parsing->finish_request();
      // What it has held so far is known; that all of it fits was judged when it was announced.
      body = watch_.parsing->take_body();
    }
    request.received_at = at ? *at : watch_.now();
    const bool too_late = desk_.draining && came >= drain_began_;
    const auto exchange =
        std::make_shared<RestinioExchange>(desk_, std::move(source), std::move(request), std::move(body), !too_late);
    if (too_late) {
      exchange->answer(answer_while_stopping(exchange->request()));
    } else {
      handler_(exchange);
    }
    return restinio::request_accepted();
  }

  Request request_of(const restinio::request_t& source) {
    Request request;
    const auto& header = source.header();
    request.method = parse_method(header.method().c_str());
    request.target = header.request_target();
    const std::size_t question = request.target.find('?');
    request.query = question == std::string_view::npos ? std::string_view() : request.target.substr(question + 1);
    request.path = percent_decoded(request.target.substr(0, question), false).value_or("");
    request.body = source.body();
    header.for_each_field(
        [&request](const restinio::http_header_field_t& field) { take_field(request, field.name(), field.value()); });
    take_address(request, source.remote_endpoint().address().to_string(), gateway_);
    request.id = fmt::format("{}{:x}", prefix_, ++number_);
    return request;
  }

  void next_sweep() {
    sweep_.expires_after(std::chrono::seconds(1));
    sweep_.async_wait([this](const asio::error_code& error) {
      if (error) return;
      const auto now = Steady::now();
      for (auto* socket : watch_.sockets) socket->cut_if_late(now);
      doorkeeper_->look(listening_);
      next_sweep();
    });
  }

  void wait_for_last() {
    const auto now = Steady::now();
    for (auto* socket : watch_.sockets) socket->cut_if_late(now);
    const bool receiving = std::ranges::any_of(
        watch_.sockets, [this](const auto* socket) { return socket->receives_since_before(drain_began_); });
    if ((desk_.active == 0 && !receiving) || now > drain_began_ + kDrainTime) {
      server_.close_sync();
      desk_.context.stop();
      return;
    }
    sweep_.expires_after(std::chrono::milliseconds(20));
    sweep_.async_wait([this](const asio::error_code& error) {
      if (!error) wait_for_last();
    });
  }

  Handler handler_;
  std::string prefix_;
  std::string gateway_;
  std::uint64_t number_ = 0;
  unsigned short port_ = 0;
  int listening_ = -1;
  Watch watch_;
  Desk desk_;
  asio::signal_set signals_;
  asio::steady_timer sweep_;
  Steady::time_point drain_began_;
  restinio::http_server_t<Traits> server_;
  Doorkeeper* doorkeeper_;
};

Listener::Listener(const ListenerOptions& options, Now now, Handler handler)
    : network_(std::make_unique<Network>(options, std::move(now), std::move(handler))) {}
Listener::~Listener() = default;

unsigned short Listener::port() const {
  return network_->port();
}
void Listener::run() {
  network_->run();
}
void Listener::stop() {
  asio::post(network_->context(), [this] { network_->drain(); });
}
void Listener::post(std::function<void()> job) {
  asio::post(network_->context(), std::move(job));
}

}  // namespace kaoji::http
