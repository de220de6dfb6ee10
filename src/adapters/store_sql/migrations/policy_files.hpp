#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// The policy files that were uploaded.
[[nodiscard]] std::span<const Migration::Step> policy_file_steps();

}  // namespace kaoji::store_sql
