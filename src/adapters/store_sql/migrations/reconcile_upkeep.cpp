#include "adapters/store_sql/migrations/reconcile_upkeep.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kReconcileUpkeepSteps[] = {
    {On::both, "ALTER TABLE reconciliation ADD COLUMN pruned_at BIGINT"},
    {On::both, "CREATE INDEX reconcile_item_by_institution ON reconcile_item (reconciliation, run, institution)"},
};

}  // namespace

std::span<const Migration::Step> reconcile_upkeep_steps() {
  return kReconcileUpkeepSteps;
}

}  // namespace kaoji::store_sql
