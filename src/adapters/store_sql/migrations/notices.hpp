#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Notices with who read them in place of the queue of jobs, which nobody read; saved filters.
[[nodiscard]] std::span<const Migration::Step> notice_steps();

}  // namespace kaoji::store_sql
