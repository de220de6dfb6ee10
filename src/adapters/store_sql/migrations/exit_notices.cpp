#include "adapters/store_sql/migrations/exit_notices.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kExitNoticeSteps[] = {
    // SQLite changes no CHECK of a table that is there: it is made anew, and what points at it is kept meanwhile.
    {On::sqlite, "CREATE TABLE reading_kept AS SELECT notice, account, read_at FROM notice_reading"},
    {On::sqlite, "CREATE TABLE notice_kept AS SELECT * FROM notice"},
    {On::sqlite, "DROP TABLE notice_reading"},
    {On::sqlite, "DROP TABLE notice"},
    {On::sqlite, R"sql(CREATE TABLE notice (
  id {id},
  kind {text} NOT NULL
    CHECK (kind IN ('reminder', 'plan-exited', 'application-voided', 'exit-ahead', 'exit-reversed')),
  institution BIGINT REFERENCES institution (id),
  bureau {text} NOT NULL,
  round_policy {text} NOT NULL,
  round_name {text} NOT NULL,
  round_year BIGINT NOT NULL,
  standing {text} NOT NULL,
  application BIGINT REFERENCES application (id),
  year BIGINT NOT NULL,
  plans BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  note {text} NOT NULL,
  sender {text} NOT NULL,
  created_at BIGINT NOT NULL,
  plan BIGINT REFERENCES plan (id),
  days_left BIGINT NOT NULL DEFAULT 0,
  CHECK ((institution IS NULL) = (bureau <> '')),
  CHECK ((kind = 'application-voided') = (application IS NOT NULL)),
  CHECK ((kind = 'exit-reversed') = (plan IS NOT NULL)),
  CHECK ((kind = 'exit-ahead') = (days_left > 0))
))sql"},
    {On::sqlite,
     R"sql(INSERT INTO notice (id, kind, institution, bureau, round_policy, round_name, round_year, standing,
  application, year, plans, headcount, note, sender, created_at)
SELECT id, kind, institution, bureau, round_policy, round_name, round_year, standing, application, year, plans,
  headcount, note, sender, created_at FROM notice_kept ORDER BY id)sql"},
    {On::sqlite, "CREATE INDEX notice_by_institution ON notice (institution, id)"},
    {On::sqlite, "CREATE INDEX notice_by_bureau ON notice (bureau, id)"},
    {On::sqlite, "CREATE INDEX notice_by_round ON notice (round_year, round_name, round_policy, id)"},
    {On::sqlite, R"sql(CREATE TABLE notice_reading (
  notice BIGINT NOT NULL REFERENCES notice (id),
  account BIGINT NOT NULL REFERENCES account (id),
  read_at BIGINT NOT NULL,
  PRIMARY KEY (notice, account)
){clustered})sql"},
    {On::sqlite,
     "INSERT INTO notice_reading (notice, account, read_at) SELECT notice, account, read_at FROM reading_kept"},
    {On::sqlite, "DROP TABLE reading_kept"},
    {On::sqlite, "DROP TABLE notice_kept"},
    {On::postgresql, "ALTER TABLE notice DROP CONSTRAINT notice_kind_check"},
    {On::postgresql, R"sql(ALTER TABLE notice
  ADD COLUMN plan BIGINT REFERENCES plan (id),
  ADD COLUMN days_left BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT notice_kind_check
    CHECK (kind IN ('reminder', 'plan-exited', 'application-voided', 'exit-ahead', 'exit-reversed')),
  ADD CHECK ((kind = 'exit-reversed') = (plan IS NOT NULL)),
  ADD CHECK ((kind = 'exit-ahead') = (days_left > 0)))sql"},
    {On::both, R"sql(CREATE TABLE job (
  id {id},
  kind {text} NOT NULL CHECK (kind IN ('exit-ahead')),
  institution BIGINT NOT NULL REFERENCES institution (id),
  year BIGINT NOT NULL,
  step BIGINT NOT NULL,
  notice BIGINT NOT NULL REFERENCES notice (id),
  queued_at BIGINT NOT NULL,
  UNIQUE (kind, year, step, institution)
))sql"},
};

}  // namespace

std::span<const Migration::Step> exit_notice_steps() {
  return kExitNoticeSteps;
}

}  // namespace kaoji::store_sql
