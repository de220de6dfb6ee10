#include "adapters/store_sql/migrations/sealed_persons.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kSealedPersonSteps[] = {
    {On::both, "CREATE TABLE sealing_key (id {text} PRIMARY KEY)"},
    {On::both, "ALTER TABLE account ADD COLUMN mark {text} NOT NULL DEFAULT ''"},
    {On::both, "ALTER TABLE application_event ADD COLUMN mark {text} NOT NULL DEFAULT ''"},
    {On::both, "ALTER TABLE audit_head ADD COLUMN seq BIGINT NOT NULL DEFAULT 0"},
    {On::both, "ALTER TABLE audit_head ADD COLUMN digest {text} NOT NULL DEFAULT ''"},
    {On::both, "ALTER TABLE audit_head ADD COLUMN mark {text} NOT NULL DEFAULT ''"},
};

}  // namespace

std::span<const Migration::Step> sealed_person_steps() {
  return kSealedPersonSteps;
}

}  // namespace kaoji::store_sql
