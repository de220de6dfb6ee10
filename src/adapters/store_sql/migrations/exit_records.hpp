#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Holds can be taken back; the entries of a forced exit are found by its instant.
[[nodiscard]] std::span<const Migration::Step> exit_record_steps();

}  // namespace kaoji::store_sql
