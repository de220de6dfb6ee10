#include "adapters/store_sql/libpq_session.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include "ports/store.hpp"

namespace kaoji::store_sql {

namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

}  // namespace

class LibpqSession::Connection {
 public:
  explicit Connection(const std::string& url) : raw_(PQconnectdb(url.c_str())) {
    if (PQstatus(raw_) == CONNECTION_OK) return;
    const std::string why = PQerrorMessage(raw_);
    PQfinish(raw_);
    throw ports::StoreUnavailable(fmt::format("连不上 PostgreSQL：{0}/ PostgreSQL cannot be reached: {0}", why));
  }
  ~Connection() { PQfinish(raw_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] PGconn* raw() const { return raw_; }

  [[noreturn]] void fail() const {
    throw ports::StoreUnavailable(fmt::format("PostgreSQL 拒绝：{0}/ PostgreSQL refused: {0}", PQerrorMessage(raw_)));
  }

  [[nodiscard]] Result ask(const std::string& text, ExecStatusType wanted) const {
    Result result(PQexec(raw_, text.c_str()));
    if (PQresultStatus(result.get()) != wanted) fail();
    return result;
  }

  /// After a COPY the server says what came of it.
  void end_copy() const {
    const Result outcome(PQgetResult(raw_));
    if (PQresultStatus(outcome.get()) != PGRES_COMMAND_OK) fail();
    while (const Result more{PQgetResult(raw_)}) continue;
  }

 private:
  PGconn* raw_;
};

LibpqSession::LibpqSession(const std::string& url) : connection_(std::make_unique<Connection>(url)) {
  PQsetClientEncoding(connection_->raw(), "UTF8");
}

LibpqSession::~LibpqSession() = default;

void LibpqSession::run(const std::string& text) {
  const Result result(PQexec(connection_->raw(), text.c_str()));
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) connection_->fail();
}

std::vector<LibpqSession::Row> LibpqSession::rows(const std::string& text) {
  const Result result = connection_->ask(text, PGRES_TUPLES_OK);
  std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (std::size_t at = 0; at < rows.size(); ++at) {
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      rows[at].emplace_back(PQgetvalue(result.get(), static_cast<int>(at), column));
    }
  }
  return rows;
}

LibpqSession::Row LibpqSession::row(const std::string& text) {
  std::vector<Row> all = rows(text);
  if (all.empty()) {
    throw ports::StoreUnavailable(fmt::format("PostgreSQL 没有答复：{0}。/ PostgreSQL has no row for: {0}.", text));
  }
  return std::move(all.front());
}

void LibpqSession::copy_out(const std::string& text, const std::function<void(std::string_view)>& taken) {
  PGconn* raw = connection_->raw();
  static_cast<void>(connection_->ask(text, PGRES_COPY_OUT));
  char* line = nullptr;
  int length = PQgetCopyData(raw, &line, 0);
  for (; length > 0; length = PQgetCopyData(raw, &line, 0)) {
    const std::unique_ptr<char, void (*)(void*)> held(line, PQfreemem);
    taken({line, static_cast<std::size_t>(length)});
  }
  if (length != -1) connection_->fail();
  connection_->end_copy();
}

void LibpqSession::copy_in(const std::string& text, const std::function<std::string_view()>& next) {
  PGconn* raw = connection_->raw();
  static_cast<void>(connection_->ask(text, PGRES_COPY_IN));
  for (std::string_view bytes = next(); !bytes.empty(); bytes = next()) {
    if (PQputCopyData(raw, bytes.data(), static_cast<int>(bytes.size())) != 1) connection_->fail();
  }
  if (PQputCopyEnd(raw, nullptr) != 1) connection_->fail();
  connection_->end_copy();
}

}  // namespace kaoji::store_sql
