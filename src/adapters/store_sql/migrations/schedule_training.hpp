#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// When the training before a planned assessment is, and what each person will cost: the round's work plan prints both.
[[nodiscard]] std::span<const Migration::Step> schedule_training_steps();

}  // namespace kaoji::store_sql
