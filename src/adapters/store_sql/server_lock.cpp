#include "adapters/store_sql/server_lock.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace kaoji::store_sql {

namespace {

constexpr std::chrono::seconds kBetweenLooks{1};
constexpr std::chrono::seconds kLongestAnswer{4};

/// The lock of this schema: advisory locks are the database's, and a database may hold several schemas.
constexpr std::string_view kTry = "SELECT pg_try_advisory_lock(hashtext('kaoji'), hashtext(current_schema()))::int";
/// Number, address and start of the session that holds it.
constexpr std::string_view kHolder =
    "SELECT a.pid, COALESCE(host(a.client_addr), 'localhost'), a.pid || ' ' || a.backend_start "
    "FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = (hashtext('kaoji')::bigint & 4294967295) "
    "AND l.objid::bigint = (hashtext(current_schema())::bigint & 4294967295) "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

struct Holder {
  std::int64_t pid = 0;
  std::string host = "?";
  std::string name;
};

Holder holder_of(Session& session) {
  auto query = session.query({kHolder, "ntt"});
  Holder holder;
  if (!query.next()) return holder;
  holder.pid = query.number();
  holder.host = query.text();
  holder.name = query.text();
  return holder;
}

bool taken_now(Session& session) {
  auto query = session.query({kTry, "n"});
  query.next();
  return query.number() == 1;
}

ports::StoreUnavailable in_use(Session& session) {
  const Holder holder = holder_of(session);
  return ports::StoreUnavailable(fmt::format(
      "数据库已被另一个 kaoji 占用（来自 {1}，数据库会话 {0}）：请先停止它；若它已不在，请让数据库管理员执行 SELECT "
      "pg_terminate_backend({0})。/ Another kaoji, at {1}, has this database in use (session {0}): stop it first; if "
      "it "
      "is gone, have the database's administrator run SELECT pg_terminate_backend({0}).",
      holder.pid, holder.host));
}

/// Who has just ended may take a moment to let go.
std::unique_ptr<Session> open_for_lock(const std::string& url, const ports::Sealing& sealing) {
  auto session = Session::open_postgresql(url, false, sealing);
  // A server that cannot reach us any more lets go within half a minute, not within hours.
  session->run_once("SET tcp_keepalives_idle = 10");
  session->run_once("SET tcp_keepalives_interval = 5");
  session->run_once("SET tcp_keepalives_count = 3");
  return session;
}

std::unique_ptr<Session> open_and_take(const std::string& url, const ports::Sealing& sealing) {
  auto session = open_for_lock(url, sealing);
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    if (taken_now(*session)) return session;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw in_use(*session);
}

}  // namespace

ServerLock::ServerLock(std::string url, const ports::Sealing& sealing)
    : url_(std::move(url)),
      sealing_(sealing),
      session_(open_and_take(url_, sealing_)),
      own_(holder_of(*session_).name) {
  thread_ = std::thread([this] { keep_until_closed(); });
}

ServerLock::~ServerLock() {
  {
    const std::lock_guard hold(mutex_);
    closed_ = true;
  }
  closing_.notify_one();
  thread_.join();
}

void ServerLock::when_taken(std::function<void()> told) {
  const std::lock_guard hold(mutex_);
  told_ = std::move(told);
}

void ServerLock::keep_until_closed() {
  std::unique_lock hold(mutex_);
  while (!closing_.wait_for(hold, kBetweenLooks, [&] { return closed_; })) {
    if (taken_) continue;
    hold.unlock();
    look();
    hold.lock();
    if (taken_ && told_) std::exchange(told_, nullptr)();
  }
}

void ServerLock::look() {
  try {
    if (!session_) return take_again();
    const SocketWatch::Turn turn(watch_, session_->socket(), kLongestAnswer);
    auto query = session_->query({"SELECT 1", "n"});
    query.next();
  } catch (const std::exception&) {
    // Whatever it was, this connection cannot be relied on: the next look opens another.
    held_ = false;
    session_.reset();
  }
}

void ServerLock::take_again() {
  auto session = open_for_lock(url_, sealing_);
  const SocketWatch::Turn turn(watch_, session->socket(), kLongestAnswer);
  if (!taken_now(*session)) {
    const Holder holder = holder_of(*session);
    if (holder.name != own_) {
      taken_ = holder.pid != 0;
      return;
    }
    // Our own session, whose end the server has not noticed.
    auto query = session->query({"SELECT pg_terminate_backend(:pid::int)::int", "n"});
    query.set("pid", holder.pid);
    query.next();
    return;
  }
  own_ = holder_of(*session).name;
  session_ = std::move(session);
  held_ = true;
}

}  // namespace kaoji::store_sql
