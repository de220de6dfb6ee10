#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Sums of the ledger by certificate, and by institution and certificate, filled from its entries.
[[nodiscard]] std::span<const Migration::Step> certificate_sum_steps();

}  // namespace kaoji::store_sql
