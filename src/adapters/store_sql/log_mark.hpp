#pragma once

#include <string>

namespace kaoji::store_sql {

/// Remembers, in a file beside a SQLite database (`….mark`), which write-ahead log belongs to it. SQLite itself plays
/// any log that it finds into the database, and takes one that is gone for one that never was.
class LogMark {
 public:
  /// Before the database is opened. Throws StoreUnavailable, saying what to do, when a log lies beside a database that
  /// was closed without one or that is not the log's, or when the log of a program that crashed is gone.
  explicit LogMark(std::string database_path);
  /// After it is closed.
  ~LogMark();
  LogMark(const LogMark&) = delete;
  LogMark& operator=(const LogMark&) = delete;

  /// The database is open, and its log there: from now on they belong together.
  void opened();
  /// It is about to be closed, which takes the log away.
  void closing() noexcept;

 private:
  std::string path_;
};

}  // namespace kaoji::store_sql
