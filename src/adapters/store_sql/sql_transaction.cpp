#include "adapters/store_sql/sql_transaction.hpp"

namespace kaoji::store_sql {

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
