#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Who changed an institution or a certificate last, and how often it was changed: what its ETag counts.
[[nodiscard]] std::span<const Migration::Step> catalogue_edit_steps();

}  // namespace kaoji::store_sql
