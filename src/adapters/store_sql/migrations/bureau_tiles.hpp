#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Bureaus have a place on the map of tiles.
[[nodiscard]] std::span<const Migration::Step> bureau_tile_steps();

}  // namespace kaoji::store_sql
