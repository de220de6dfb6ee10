#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Old uploads lose what nobody spoke of; lines are found by their institution.
[[nodiscard]] std::span<const Migration::Step> reconcile_upkeep_steps();

}  // namespace kaoji::store_sql
