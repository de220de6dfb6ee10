#pragma once

#include <cstdint>
#include <string>

#include "ports/sealing.hpp"

namespace kaoji::store_sql {

/// What a copy of a database says of itself.
struct CopiedDatabase {
  bool postgresql = false;
  std::int64_t schema = 0;      ///< version of the schema that was copied
  std::int64_t audit_rows = 0;  ///< length of the audit chain
  std::string audit_head;       ///< digest of its last row; empty when there is none
};

/// Is it the address of a PostgreSQL database?
[[nodiscard]] bool is_postgresql(const std::string& url);

/// Copies the database of that address into `folder`, an empty one, while others go on reading and writing: all of it
/// as it was at one instant after the call. From SQLite one database file, from PostgreSQL a file for each table. What
/// it writes is not yet made durable. Throws StoreUnavailable, also for a database in memory, of an unknown schema, or
/// whose file is damaged.
[[nodiscard]] CopiedDatabase copy_database(const std::string& url, const std::string& folder);

/// Throws StoreUnavailable, for the person who restores, unless the PostgreSQL database of that address may be filled
/// from a copy: reachable, with nobody and nothing in it but a schema at most.
void check_nothing_in(const std::string& url);

/// Fills a PostgreSQL database with what `copy_database` wrote into `folder`, in one transaction after the schema was
/// made. Throws StoreUnavailable; then the database has a schema at most, and may be filled again.
void fill_postgresql(const std::string& url, const std::string& folder, std::int64_t schema,
                     const ports::Sealing& sealing);

/// Names of a copy's parts in its folder: SQLite's one file, and PostgreSQL's counters of row numbers beside the
/// tables.
inline constexpr const char* kCopiedFile = "kaoji.db";
inline constexpr const char* kCopiedCounters = "counters";

}  // namespace kaoji::store_sql
