#include "adapters/store_sql/migrations/exit_records.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kExitRecordSteps[] = {
    {On::both, "ALTER TABLE exit_hold ADD COLUMN lifted_at BIGINT"},
    {On::both, "ALTER TABLE exit_hold ADD COLUMN lifted_by {text} NOT NULL DEFAULT ''"},
    {On::both, "ALTER TABLE exit_hold ADD COLUMN lift_reason {text} NOT NULL DEFAULT ''"},
    {On::both, "CREATE INDEX ledger_entry_exited ON ledger_entry (recorded_at) WHERE kind = 'exited'"},
};

}  // namespace

std::span<const Migration::Step> exit_record_steps() {
  return kExitRecordSteps;
}

}  // namespace kaoji::store_sql
