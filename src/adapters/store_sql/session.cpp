#include "adapters/store_sql/session.hpp"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <unordered_map>

#include "adapters/store_sql/connection.hpp"
#include "adapters/store_sql/sight.hpp"
#include "adapters/store_sql/sqlstate.hpp"
#include "adapters/store_sql/statement.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

namespace {

[[noreturn]] void rethrow_sqlite(const soci::sqlite3_soci_error& error) {
  constexpr int kPrimaryCode = 0xff;
  const int code = error.result() & kPrimaryCode;
  if (code == SQLITE_CONSTRAINT) throw base::BrokenAssumption(error.what());
  throw SqliteFailure(error.what(), code == SQLITE_FULL);
}

[[noreturn]] void rethrow_postgresql(const soci::postgresql_soci_error& error) {
  switch (consequence_of(error.sqlstate())) {
    case Consequence::conflict:
      throw TransactionConflict(error.what(), false);
    case Consequence::conflict_on_key:
      throw TransactionConflict(error.what(), true);
    case Consequence::broken_rule:
      throw base::BrokenAssumption(error.what());
    case Consequence::busy:
      throw ports::Busy(error.what());
    case Consequence::ended_idle:
      throw ConnectionLost(error.what(), true);
    case Consequence::lost:
      throw ConnectionLost(error.what(), false);
    case Consequence::failed:
      break;
  }
  throw ports::StoreUnavailable(error.what());
}

/// No connection of ours is used by two threads at a time, and nobody asks for its memory statistics: without the locks
/// for both a short query is about a tenth cheaper. Only counts before the first connection of the process.
void tell_sqlite_how_it_is_used() {
  static const bool told = [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
  (void)told;
}

}  // namespace

void rethrow_translated() {
  try {
    throw;
  } catch (const soci::sqlite3_soci_error& error) {
    rethrow_sqlite(error);
  } catch (const soci::postgresql_soci_error& error) {
    rethrow_postgresql(error);
  } catch (const soci::soci_error& error) {
    throw ports::StoreUnavailable(error.what());
  }
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// What a session sees, for the function of SQL that asks. Institution 0 stands for everything.
struct Sight {
  bool everything = true;
  std::vector<std::int64_t> institutions;  ///< in order
};

extern "C" {
static void kaoji_sees(sqlite_api::sqlite3_context* context, int /*count*/, sqlite_api::sqlite3_value** values) {
  const auto& sight = *static_cast<const Sight*>(sqlite_api::sqlite3_user_data(context));
  const auto institution = static_cast<std::int64_t>(sqlite_api::sqlite3_value_int64(values[0]));
  const bool seen = sight.everything || std::ranges::binary_search(sight.institutions, institution);
  sqlite_api::sqlite3_result_int(context, seen ? 1 : 0);
}
}

struct Session::Connection {
  Connection(const soci::backend_factory& factory, const std::string& parameters) : session(factory, parameters) {}

  [[nodiscard]] sqlite_api::sqlite3* sqlite() {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  }

  void make_sight() {
    sqlite_api::sqlite3_create_function(sqlite(), "kaoji_sees", 1, SQLITE_UTF8, &sight, kaoji_sees, nullptr, nullptr);
  }

  Sight sight;
  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements;
};

Session::Session(Dialect dialect, bool read_only, const ports::Sealing& sealing, std::unique_ptr<Connection> connection)
    : dialect_(dialect), read_only_(read_only), sealing_(sealing), connection_(std::move(connection)) {}

Session::~Session() = default;

std::unique_ptr<Session> Session::open_sqlite(const std::string& path, bool read_only,
                                              const ports::Sealing& sealing) try {
  tell_sqlite_how_it_is_used();
  base::check(path.find('"') == std::string::npos, "the path of a database must not hold a quotation mark");
  std::unique_ptr<Session> session{
      new Session(Dialect::sqlite, read_only, sealing,
                  std::make_unique<Connection>(soci::sqlite3, fmt::format("db=\"{}\"", path)))};
  session->run_once("PRAGMA busy_timeout = 10000");
  session->run_once("PRAGMA foreign_keys = ON");
  session->run_once("PRAGMA secure_delete = ON");
  session->run_once("PRAGMA temp_store = MEMORY");
  if (read_only) {
    session->run_once("PRAGMA cache_size = -2560");
    session->connection_->make_sight();
    put_views_in_front(*session);
    session->run_once("PRAGMA query_only = ON");
  } else {
    session->run_once("PRAGMA cache_size = -8192");
    session->run_once("PRAGMA journal_mode = WAL");
    session->run_once("PRAGMA synchronous = FULL");
  }
  return session;
} catch (const soci::soci_error&) {
  rethrow_translated();
}

/// How long the network is waited for: three seconds for a connection, four for an acknowledgement of what was sent,
/// and a peer that says nothing is asked after five whether it is there.
constexpr std::string_view kPatience =
    "&connect_timeout=3&tcp_user_timeout=4000&keepalives_idle=5&keepalives_interval=2&keepalives_count=2";

std::unique_ptr<Session> Session::open_postgresql(const std::string& url, bool read_only,
                                                  const ports::Sealing& sealing) try {
  // SOCI reads every address as key=value and writes it anew, which only keeps one that has a parameter.
  const std::string named =
      url + (url.find('?') == std::string::npos ? '?' : '&') + "application_name=kaoji" + std::string(kPatience);
  std::unique_ptr<Session> session{
      new Session(Dialect::postgresql, read_only, sealing, std::make_unique<Connection>(soci::postgresql, named))};
  session->run_once("SET client_min_messages = warning");
  session->run_once("SET synchronous_commit = on");
  if (read_only) put_views_in_front(*session);
  return session;
} catch (const soci::soci_error&) {
  rethrow_translated();
}

void Session::limit_waiting() {
  run_once("SET statement_timeout = '15s'");
  run_once("SET lock_timeout = '5s'");
  run_once("SET idle_in_transaction_session_timeout = '60s'");
}

int Session::socket() const {
  return PQsocket(static_cast<soci::postgresql_session_backend*>(connection_->session.get_backend())->conn_);
}

Query Session::query(const Sql& sql) {
  if (before_each_) before_each_();
  auto found = connection_->statements.find(sql.text);
  if (found == connection_->statements.end()) {
    const std::string text{sql.text};
    auto made = make_statement(connection_->session, dialect_ == Dialect::sqlite, text, sql.columns);
    found = connection_->statements.emplace(text, std::move(made)).first;
  }
  return Query{*found->second};
}

Query Session::insertion(std::string_view text) {
  if (dialect_ == Dialect::sqlite) return query({text, ""});
  return query({std::string{text} + " RETURNING id", "n"});
}

std::int64_t Session::insert(Query& insertion) {
  if (dialect_ == Dialect::sqlite) {
    // RETURNING would do here too, but makes SQLite's insert three times as dear.
    insertion.run();
    return sqlite_api::sqlite3_last_insert_rowid(connection_->sqlite());
  }
  insertion.next();
  return insertion.number();
}

void Session::run_once(const std::string& text) try {
  connection_->session.once << text;
} catch (const soci::soci_error&) {
  rethrow_translated();
}

void Session::set_sight(const std::optional<std::vector<std::int64_t>>& institutions) {
  base::check(read_only_, "only who reads is confined");
  if (dialect_ == Dialect::postgresql) {
    // Institution 0, which there is not, keeps an empty list from meaning everything.
    const std::string list = institutions ? fmt::format("0,{}", fmt::join(*institutions, ",")) : std::string();
    Query query = this->query({"SELECT set_config('kaoji.sees', :list, true)", "t"});
    query.set("list", institutions && institutions->empty() ? std::string_view("0") : std::string_view(list));
    query.next();
    return;
  }
  connection_->sight = {!institutions, institutions.value_or(std::vector<std::int64_t>())};
  std::ranges::sort(connection_->sight.institutions);
}

void Session::set_guards(bool on) {
  run_once(on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
  sqlite_api::sqlite3_db_config(connection_->sqlite(), SQLITE_DBCONFIG_ENABLE_TRIGGER, on ? 1 : 0, nullptr);
}

bool Session::disk_read_only() const {
  // Of the log, which is what a commit writes. sqlite3_system_errno may tell of a later call that did not fail.
  sqlite_api::sqlite3_file* log = nullptr;
  sqlite_api::sqlite3_file_control(connection_->sqlite(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  int reason = 0;
  if (log == nullptr || log->pMethods == nullptr) return false;
  log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &reason);
  return reason == EROFS;
}

bool Session::in_transaction() const {
  return dialect_ != Dialect::sqlite || sqlite_api::sqlite3_get_autocommit(connection_->sqlite()) == 0;
}

}  // namespace kaoji::store_sql
