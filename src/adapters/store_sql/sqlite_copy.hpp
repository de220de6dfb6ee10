#pragma once

#include <string>

#include "adapters/store_sql/database_copy.hpp"

namespace kaoji::store_sql {

/// The part of `copy_database` for a SQLite file.
[[nodiscard]] CopiedDatabase copy_sqlite(const std::string& path, const std::string& folder);

}  // namespace kaoji::store_sql
