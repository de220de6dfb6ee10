#pragma once

#include "adapters/store_sql/session.hpp"

namespace kaoji::store_sql {

/// Puts a view of the same name in front of every table whose rows belong to an institution, on this reading session
/// alone: what is asked of the table finds the rows in the session's sight and no others (docs/decisions/0035). The
/// schema must be in place.
void put_views_in_front(Session& session);

}  // namespace kaoji::store_sql
