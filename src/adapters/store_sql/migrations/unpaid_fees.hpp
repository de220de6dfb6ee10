#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Fees that are not paid are found by their due day.
[[nodiscard]] std::span<const Migration::Step> unpaid_fee_steps();

}  // namespace kaoji::store_sql
