#pragma once

#include <string_view>

namespace kaoji::store_sql {

/// What an error of PostgreSQL means for the transaction that met it (docs/decisions/0036).
enum class Consequence {
  conflict,         ///< rolled back for another transaction's sake: running it again may succeed
  conflict_on_key,  ///< the same over a unique key, which may also be a mistake of ours
  broken_rule,      ///< a constraint or a trigger refused: a mistake of ours
  busy,             ///< rolled back because it had to wait too long, or for want of connections or memory
  ended_idle,       ///< the server closed the connection between two statements: nothing was committed
  lost,             ///< the connection is gone, and with it what the server did of the last statement
  failed,           ///< anything else: the statement was refused
};

/// `sqlstate`: five characters of PostgreSQL's appendix A; empty or zero bytes when the socket broke.
[[nodiscard]] Consequence consequence_of(std::string_view sqlstate);

}  // namespace kaoji::store_sql
