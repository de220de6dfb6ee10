#include "adapters/store_sql/migrations/bureau_tiles.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kBureauTileSteps[] = {
    {On::both, "ALTER TABLE bureau ADD COLUMN tile_column BIGINT"},
    {On::both, "ALTER TABLE bureau ADD COLUMN tile_row BIGINT"},
};

}  // namespace

std::span<const Migration::Step> bureau_tile_steps() {
  return kBureauTileSteps;
}

}  // namespace kaoji::store_sql
