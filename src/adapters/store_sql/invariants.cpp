#include "adapters/store_sql/invariants.hpp"

namespace kaoji::store_sql {

std::vector<ports::BrokenRow> broken_rows(Session& session) {
  (void)session;
  return {};
}

}  // namespace kaoji::store_sql
