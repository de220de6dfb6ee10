#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store_sql/query.hpp"
#include "ports/sealing.hpp"
#include "ports/store.hpp"

namespace kaoji::store_sql {

enum class Dialect { sqlite, postgresql };

/// SQLite would not do it, for want of space or for a worse reason.
class SqliteFailure : public ports::StoreUnavailable {
 public:
  SqliteFailure(const std::string& what, bool disk_full) : StoreUnavailable(what), disk_full_(disk_full) {}
  [[nodiscard]] bool disk_full() const { return disk_full_; }

 private:
  bool disk_full_;
};

/// The connection to PostgreSQL is gone: a new session has to take over.
class ConnectionLost : public ports::StoreUnavailable {
 public:
  ConnectionLost(const std::string& what, bool between_statements)
      : StoreUnavailable(what), between_statements_(between_statements) {}
  /// Did the server close it while nothing was asked? Then even of a COMMIT nothing was done.
  [[nodiscard]] bool between_statements() const { return between_statements_; }

 private:
  bool between_statements_;
};

/// PostgreSQL refused because another transaction was in the way (deadlock, serialization, the same unique key written
/// first by another): running the work again may well succeed.
class TransactionConflict : public std::runtime_error {
 public:
  TransactionConflict(const std::string& what, bool over_a_key) : std::runtime_error(what), over_a_key_(over_a_key) {}
  /// Over a unique key: may be another's who was quicker, or a mistake of ours that no repetition mends.
  [[nodiscard]] bool over_a_key() const { return over_a_key_; }

 private:
  bool over_a_key_;
};

/// One connection with its prepared statements, each prepared once. Not for two threads at a time. A constraint of the
/// schema that refuses comes out as BrokenAssumption, everything else as one of the above or StoreUnavailable.
class Session {
 public:
  struct Connection;

  /// Opens or creates the file; `:memory:` is a database of this session alone. `read_only`: writes are refused.
  /// `sealing` outlives the session.
  [[nodiscard]] static std::unique_ptr<Session> open_sqlite(const std::string& path, bool read_only,
                                                            const ports::Sealing& sealing);
  [[nodiscard]] static std::unique_ptr<Session> open_postgresql(const std::string& url, bool read_only,
                                                                const ports::Sealing& sealing);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] Dialect dialect() const { return dialect_; }
  [[nodiscard]] bool reads_only() const { return read_only_; }
  /// The keys with which rows are sealed and marked.
  [[nodiscard]] const ports::Sealing& sealing() const { return sealing_; }
  /// Must a row be locked for others to wait? Not behind SQLite's one writer, and not by who only reads.
  [[nodiscard]] bool locks_rows() const { return dialect_ == Dialect::postgresql && !read_only_; }
  /// The prepared statement of that text; only one Query of a text may be alive.
  [[nodiscard]] Query query(const Sql& sql);
  /// An INSERT into a table whose row numbers the database gives, to be run by `insert`.
  [[nodiscard]] Query insertion(std::string_view text);
  /// Runs it and gives the new row's number.
  std::int64_t insert(Query& insertion);
  /// Runs one statement without parameters or rows.
  void run(std::string_view text) { query(Sql{text, ""}).run(); }
  /// As `run`, for a text that is not worth keeping (schema, settings).
  void run_once(const std::string& text);
  /// Reading sessions only: until the next call, views in front of the tables (sight.hpp) show the rows of these
  /// institutions alone, on PostgreSQL no longer than the transaction; nothing: all of them.
  void set_sight(const std::optional<std::vector<std::int64_t>>& institutions);
  /// PostgreSQL: no statement of this session runs longer than 15 seconds, nor waits longer than five seconds for a
  /// lock.
  void limit_waiting();
  /// Calls this before each statement of `query`, until it is set anew; nothing: nobody.
  void before_each(std::function<void()> told) { before_each_ = std::move(told); }
  /// PostgreSQL: the descriptor of the connection.
  [[nodiscard]] int socket() const;
  /// SQLite: foreign keys and triggers, off only while a sandbox is emptied.
  void set_guards(bool on);
  /// SQLite: was what failed last refused because the file system is read-only?
  [[nodiscard]] bool disk_read_only() const;
  /// SQLite: is a transaction open still? (Some errors end it behind our back.)
  [[nodiscard]] bool in_transaction() const;

 private:
  Session(Dialect dialect, bool read_only, const ports::Sealing& sealing, std::unique_ptr<Connection> connection);

  Dialect dialect_;
  bool read_only_;
  const ports::Sealing& sealing_;
  std::function<void()> before_each_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace kaoji::store_sql
