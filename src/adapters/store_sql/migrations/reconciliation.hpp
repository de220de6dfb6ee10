#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// The schema's reconciliations with the ministry's platform: uploads, their lists, and what is remembered between
/// them.
[[nodiscard]] std::span<const Migration::Step> reconciliation_steps();

}  // namespace kaoji::store_sql
