#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// What the new declarations of a round came to by institution, beside the ledger, and events by their time.
[[nodiscard]] std::span<const Migration::Step> round_sum_steps();

}  // namespace kaoji::store_sql
