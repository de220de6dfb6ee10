#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// What is kept of assessments beside the ledger: schedules, batch numbers, fees. Rows are only ever appended.
[[nodiscard]] std::span<const Migration::Step> assessment_record_steps();

}  // namespace kaoji::store_sql
