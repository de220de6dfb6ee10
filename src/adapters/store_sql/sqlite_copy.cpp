#include "adapters/store_sql/sqlite_copy.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "ports/store.hpp"

namespace kaoji::store_sql {

namespace {

constexpr int kPatienceMilliseconds = 10'000;

struct CloseFile {
  void operator()(sqlite3* file) const { sqlite3_close_v2(file); }
};
struct EndStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using File = std::unique_ptr<sqlite3, CloseFile>;
using Prepared = std::unique_ptr<sqlite3_stmt, EndStatement>;

[[noreturn]] void fail_on(const std::string& path, const char* why) {
  throw ports::StoreUnavailable(
      fmt::format("数据库 {0} 不能复制：{1}。/ The database {0} cannot be copied: {1}.", path, why));
}

/// Nothing is written but what SQLite itself does: a file opened for reading alone would leave an empty -wal behind
/// when no server runs.
File open_existing(const std::string& path) {
  sqlite3* raw = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
  File file(raw);
  if (status != SQLITE_OK) fail_on(path, sqlite3_errstr(status));
  sqlite3_busy_timeout(raw, kPatienceMilliseconds);
  return file;
}

Prepared prepare(sqlite3* file, const std::string& path, const char* text) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(file, text, -1, &raw, nullptr) != SQLITE_OK) fail_on(path, sqlite3_errmsg(file));
  return Prepared(raw);
}

bool step(const Prepared& statement, const std::string& path) {
  const int status = sqlite3_step(statement.get());
  if (status != SQLITE_ROW && status != SQLITE_DONE) fail_on(path, sqlite3_errstr(status));
  return status == SQLITE_ROW;
}

std::string text_at(const Prepared& row, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row.get(), column));
  return text == nullptr ? std::string() : std::string(text);
}

/// Looks at every page of the copy: what was damaged before is not called a backup.
void check_whole(sqlite3* copy, const std::string& path) {
  const Prepared check = prepare(copy, path, "PRAGMA integrity_check(1)");
  step(check, path);
  const std::string told = text_at(check, 0);
  if (told != "ok") fail_on(path, told.c_str());
}

CopiedDatabase describe(sqlite3* copy, const std::string& path) {
  CopiedDatabase described;
  const Prepared version = prepare(copy, path, "SELECT COALESCE(MAX(version), 0) FROM schema_version");
  step(version, path);
  described.schema = sqlite3_column_int64(version.get(), 0);
  const Prepared head = prepare(copy, path, "SELECT seq, digest FROM audit_row ORDER BY seq DESC LIMIT 1");
  if (step(head, path)) {
    described.audit_rows = sqlite3_column_int64(head.get(), 0);
    described.audit_head = text_at(head, 1);
  }
  return described;
}

}  // namespace

CopiedDatabase copy_sqlite(const std::string& path, const std::string& folder) {
  const std::string target = folder + "/" + kCopiedFile;
  {
    // One reading transaction, in which SQLite writes what it sees into a new file without the pages that were freed.
    const File file = open_existing(path);
    const Prepared copy = prepare(file.get(), path, "VACUUM INTO ?1");
    sqlite3_bind_text(copy.get(), 1, target.c_str(), -1, SQLITE_STATIC);
    step(copy, path);
  }
  std::filesystem::permissions(target, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const File copy = open_existing(target);
  check_whole(copy.get(), target);
  return describe(copy.get(), target);
}

}  // namespace kaoji::store_sql
