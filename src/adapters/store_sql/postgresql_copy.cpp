#include "adapters/store_sql/postgresql_copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "adapters/store_sql/libpq_session.hpp"
#include "adapters/store_sql/migrations.hpp"
#include "adapters/store_sql/session.hpp"
#include "ports/store.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kVersions = "schema_version";
/// Whatever else there is, a database in use has rows in one of these.
constexpr std::array<std::string_view, 4> kNeverEmpty{"account", "application", "audit_row", "institution"};
constexpr std::size_t kPiece = std::size_t{1} << 16U;

[[noreturn]] void fail_over(const std::string& path) {
  throw ports::StoreUnavailable(
      fmt::format("数据库副本 {0} 读写失败。/ The part {0} of a database's copy cannot be read or written.", path));
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Tables, columns and constraints are named by our own migrations; what a copy calls them is looked at all the same.
void check_name(const std::string& name) {
  const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!plain) fail_over(name);
}

std::string path_of(const std::string& folder, const std::string& table) {
  return folder + "/" + table + ".rows";
}

/// All tables of ours but the one that says the schema's version.
std::vector<std::string> tables_of(LibpqSession& session) {
  const auto found = session.rows(
      "SELECT table_name FROM information_schema.tables"
      " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name");
  std::vector<std::string> tables;
  for (const auto& row : found) {
    if (row[0] != kVersions) tables.push_back(row[0]);
  }
  return tables;
}

std::string columns_of(LibpqSession& session, const std::string& table) {
  return session.row(
      fmt::format("SELECT string_agg(column_name, ',' ORDER BY ordinal_position) FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = '{}' AND is_generated = 'NEVER'",
                  table))[0];
}

void copy_table(LibpqSession& session, const std::string& table, const std::string& folder) {
  const std::string path = path_of(folder, table);
  std::ofstream file(path, std::ios::binary);
  const std::string columns = columns_of(session, table);
  file << columns << '\n';
  session.copy_out(fmt::format("COPY {} ({}) TO STDOUT", table, columns), [&file](std::string_view line) {
    file.write(line.data(), static_cast<std::streamsize>(line.size()));
  });
  file.flush();
  if (!file) fail_over(path);
}

/// Counters stand outside every snapshot: at worst they are ahead of the rows, and numbers are left out.
void copy_counters(LibpqSession& session, const std::string& folder) {
  const std::string path = folder + "/" + kCopiedCounters;
  std::ofstream file(path, std::ios::binary);
  const auto counters = session.rows(
      "SELECT table_name, column_name, pg_get_serial_sequence(table_name, column_name) FROM information_schema.columns"
      " WHERE table_schema = current_schema() AND is_identity = 'YES' ORDER BY 1, 2");
  for (const auto& counter : counters) {
    const auto stand = session.row(fmt::format("SELECT last_value, is_called FROM {}", counter[2]));
    file << counter[0] << ' ' << counter[1] << ' ' << stand[0] << ' ' << stand[1] << '\n';
  }
  file.flush();
  if (!file) fail_over(path);
}

void fill_table(LibpqSession& session, const std::string& table, const std::string& folder) {
  const std::string path = path_of(folder, table);
  std::ifstream file(path, std::ios::binary);
  std::string columns;
  if (!std::getline(file, columns)) fail_over(path);
  std::istringstream names(columns);
  for (std::string name; std::getline(names, name, ',');) check_name(name);
  std::array<char, kPiece> piece{};
  session.copy_in(fmt::format("COPY {} ({}) FROM STDIN", table, columns), [&]() -> std::string_view {
    file.read(piece.data(), piece.size());
    return {piece.data(), static_cast<std::size_t>(file.gcount())};
  });
  if (!file.eof()) fail_over(path);
}

void set_counters(LibpqSession& session, const std::string& folder) {
  const std::string path = folder + "/" + kCopiedCounters;
  std::ifstream file(path, std::ios::binary);
  if (!file) fail_over(path);
  std::string table;
  std::string column;
  std::int64_t value = 0;
  std::string called;
  while (file >> table >> column >> value >> called) {
    check_name(table);
    check_name(column);
    session.run(fmt::format("SELECT setval(pg_get_serial_sequence('{}', '{}'), {}, {})", table, column, value,
                            called == "t" ? "true" : "false"));
  }
}

struct Reference {
  std::string table;
  std::string name;
  std::string meaning;
};

/// Takes the references between tables away, so that they may be filled in any order. Put back, each is checked over
/// all rows.
std::vector<Reference> take_references(LibpqSession& session) {
  std::vector<Reference> references;
  const auto found = session.rows(
      "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
      " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2");
  for (const auto& row : found) {
    references.push_back({row[0], row[1], row[2]});
    session.run(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", row[0], row[1]));
  }
  return references;
}

void put_references(LibpqSession& session, const std::vector<Reference>& references) {
  for (const Reference& each : references) {
    session.run(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", each.table, each.name, each.meaning));
  }
}

}  // namespace

CopiedDatabase copy_postgresql(const std::string& url, const std::string& folder) {
  LibpqSession session(url);
  session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  CopiedDatabase described;
  described.postgresql = true;
  described.schema = number(session.row("SELECT COALESCE(MAX(version), 0) FROM schema_version")[0]);
  const auto head = session.rows("SELECT seq, digest FROM audit_row ORDER BY seq DESC LIMIT 1");
  if (!head.empty()) {
    described.audit_rows = number(head[0][0]);
    described.audit_head = head[0][1];
  }
  for (const std::string& table : tables_of(session)) copy_table(session, table, folder);
  copy_counters(session, folder);
  session.run("COMMIT");
  return described;
}

void check_nothing_in(const std::string& url) {
  LibpqSession session(url);
  for (const std::string& table : tables_of(session)) {
    // What the schema itself brings along (one head of the trail, say) is no data.
    if (std::ranges::find(kNeverEmpty, table) == kNeverEmpty.end()) continue;
    const std::string found = session.row(fmt::format("SELECT count(*) FROM {}", table))[0];
    if (found == "0") continue;
    throw ports::StoreUnavailable(fmt::format(
        "目标数据库不是空的：表 {0} 有 {1} 行。请另建一个空库。/ The database to restore into is not empty: table {0} "
        "has {1} rows. Make an empty one.",
        table, found));
  }
}

void fill_postgresql(const std::string& url, const std::string& folder, std::int64_t schema,
                     const ports::Sealing& sealing) {
  migrate_to(*Session::open_postgresql(url, false, sealing), schema);
  LibpqSession session(url);
  session.run("BEGIN");
  const auto references = take_references(session);
  for (const std::string& table : tables_of(session)) {
    session.run(fmt::format("DELETE FROM {}", table));
    fill_table(session, table, folder);
  }
  set_counters(session, folder);
  put_references(session, references);
  session.run("COMMIT");
}

}  // namespace kaoji::store_sql
