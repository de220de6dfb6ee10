#pragma once

#include <vector>

#include "adapters/store_sql/session.hpp"
#include "ports/store.hpp"

namespace kaoji::store_sql {

/// Everything that must hold between rows and that no constraint of the schema can say: every row that breaks it. The
/// session must be in a transaction, so that all is seen at one moment.
[[nodiscard]] std::vector<ports::BrokenRow> broken_rows(Session& session);

}  // namespace kaoji::store_sql
