#pragma once

#include <string>

#include "adapters/store_sql/database_copy.hpp"

namespace kaoji::store_sql {

/// The part of `copy_database` for PostgreSQL.
[[nodiscard]] CopiedDatabase copy_postgresql(const std::string& url, const std::string& folder);

}  // namespace kaoji::store_sql
