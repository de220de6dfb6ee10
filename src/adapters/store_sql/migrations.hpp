#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "adapters/store_sql/session.hpp"

namespace kaoji::store_sql {

/// One version of the schema. Forward only: a mistake is mended by the next one.
struct Migration {
  /// A statement for both databases, or for one where they differ. It may hold these words:
  /// `{id}` a row number that the database gives; `{fresh_id}` one that is never given twice; `{key}` a row number of
  /// our own; `{text}` text that sorts by its bytes; `{clustered}` after a table: rows lie in the order of its key.
  struct Step {
    enum class On { both, sqlite, postgresql };
    On on = On::both;
    std::string_view sql;
  };
  std::vector<std::span<const Step>> parts;
  /// What SQL alone cannot do, in the same transaction, after the steps; null: nothing.
  void (*work)(Session&) = nullptr;
};

/// All of them in their order; the n-th (from 1) makes the schema version n.
[[nodiscard]] const std::vector<Migration>& all_migrations();

/// Brings the schema up to date, each migration in a transaction of its own. Throws StoreUnavailable when the database
/// belongs to a newer program; it is left untouched then. Throws it, too, when rows rest on a key that is not in the
/// ring.
void migrate(Session& session);
/// As above, up to that version only: for rows that were taken out of a database of it. A database that is further
/// stays as it is.
void migrate_to(Session& session, std::int64_t version);

/// Empties every table and starts row numbers anew, keeping the schema. The session must not be in a transaction.
void empty_all_tables(Session& session);

}  // namespace kaoji::store_sql
