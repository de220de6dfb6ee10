#include "adapters/store_sql/migrations/editions.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kEditionSteps[] = {
    {On::both, R"sql(CREATE TABLE edition (
  id {id},
  report_year BIGINT NOT NULL,
  scope {text} NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  scope_label {text} NOT NULL,
  policy_id {text} NOT NULL,
  policy_digest {text} NOT NULL,
  last_entry BIGINT NOT NULL,
  last_event BIGINT NOT NULL,
  frozen_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  note {text} NOT NULL,
  figures {text} NOT NULL,
  digest {text} NOT NULL,
  UNIQUE (report_year, scope, number)
))sql"},
    {On::sqlite, R"sql(CREATE TRIGGER edition_no_update BEFORE UPDATE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END)sql"},
    {On::sqlite, R"sql(CREATE TRIGGER edition_no_delete BEFORE DELETE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition is never changed'); END)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER edition_append_only BEFORE UPDATE OR DELETE ON edition
FOR EACH ROW EXECUTE FUNCTION refuse_change())sql"},
};

}  // namespace

std::span<const Migration::Step> edition_steps() {
  return kEditionSteps;
}

}  // namespace kaoji::store_sql
