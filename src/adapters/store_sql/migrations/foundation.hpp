#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Version 1 of the schema, in three parts: catalogue and plans, applications and ledger, grants and records.
[[nodiscard]] std::span<const Migration::Step> foundation_plan_steps();
[[nodiscard]] std::span<const Migration::Step> foundation_application_steps();
[[nodiscard]] std::span<const Migration::Step> foundation_record_steps();

}  // namespace kaoji::store_sql
