#include "adapters/store_sql/sql_transaction.hpp"

namespace kaoji::store_sql {

void SqlTransaction::confine(const ports::Scope& scope) {
  if (!session_.reads_only()) return;
  if (!scope.institution && scope.bureau.empty()) return;
  std::vector<std::int64_t> seen;
  if (scope.institution) {
    // A visitor's, 0, is nobody's.
    if (scope.institution->some()) seen.push_back(scope.institution->value);
  } else {
    Query query = session_.query({"SELECT id FROM institution WHERE bureau = :bureau", "n"});
    query.set("bureau", std::string_view(scope.bureau));
    while (query.next()) seen.push_back(query.number());
  }
  session_.set_sight(seen);
  confined_ = true;
}

void Desk::roll_back() noexcept {
  transaction.forget();
  try {
    if (session->in_transaction()) session->run("ROLLBACK");
  } catch (const std::exception&) {
    // The connection is gone, and the transaction with it: the next use of this session says so.
    return;
  }
}

}  // namespace kaoji::store_sql
