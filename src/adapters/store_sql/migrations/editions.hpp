#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Frozen editions of the year report: rows that nobody changes or deletes.
[[nodiscard]] std::span<const Migration::Step> edition_steps();

}  // namespace kaoji::store_sql
