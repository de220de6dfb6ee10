#include "bench/bare_database.hpp"

#include <stdexcept>

namespace kaoji::bench {

namespace {

void check(sqlite3* handle, bool good) {
  if (!good) throw std::runtime_error(sqlite3_errmsg(handle));
}

}  // namespace

BareDatabase::BareDatabase(const std::string& path) {
  // As the program uses it: no connection by two threads at a time, no memory statistics.
  sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  check(handle_, sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("PRAGMA foreign_keys = ON");
}

BareDatabase::~BareDatabase() {
  sqlite3_close(handle_);
}

void BareDatabase::run(const char* sql) {
  check(handle_, sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

std::int64_t BareDatabase::last_id() const {
  return sqlite3_last_insert_rowid(handle_);
}

BareStatement::BareStatement(BareDatabase& database, const char* sql) : database_(database) {
  check(database.handle(),
        sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) == SQLITE_OK);
}

BareStatement::~BareStatement() {
  sqlite3_finalize(handle_);
}

bool BareStatement::next() {
  const int code = sqlite3_step(handle_);
  check(database_.handle(), code == SQLITE_ROW || code == SQLITE_DONE);
  if (code == SQLITE_DONE) sqlite3_reset(handle_);
  return code == SQLITE_ROW;
}

std::int64_t BareStatement::drain() {
  std::int64_t rows = 0;
  for (; next(); ++rows) {
    const int columns = sqlite3_column_count(handle_);
    for (int at = 0; at < columns; ++at) {
      if (sqlite3_column_type(handle_, at) == SQLITE_INTEGER) {
        static_cast<void>(sqlite3_column_int64(handle_, at));
      } else {
        static_cast<void>(sqlite3_column_text(handle_, at));
      }
    }
  }
  return rows;
}

std::string BareStatement::text(int column) const {
  const auto* const bytes = sqlite3_column_text(handle_, column);
  return bytes == nullptr ? std::string{} : reinterpret_cast<const char*>(bytes);
}

}  // namespace kaoji::bench
