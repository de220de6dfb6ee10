#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Of a scan's page: whether it was printed with 草稿 across it, which its code says.
[[nodiscard]] std::span<const Migration::Step> draft_mark_steps();

}  // namespace kaoji::store_sql
