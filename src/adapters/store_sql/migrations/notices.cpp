#include "adapters/store_sql/migrations/notices.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kNoticeSteps[] = {
    {On::both, R"sql(CREATE TABLE notice (
  id {id},
  kind {text} NOT NULL CHECK (kind IN ('reminder', 'plan-exited', 'application-voided')),
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
  CHECK ((institution IS NULL) = (bureau <> '')),
  CHECK ((kind = 'application-voided') = (application IS NOT NULL))
))sql"},
    {On::both, R"sql(CREATE INDEX notice_by_institution ON notice (institution, id))sql"},
    {On::both, R"sql(CREATE INDEX notice_by_bureau ON notice (bureau, id))sql"},
    {On::both, R"sql(CREATE INDEX notice_by_round ON notice (round_year, round_name, round_policy, id))sql"},
    {On::both, R"sql(CREATE TABLE notice_reading (
  notice BIGINT NOT NULL REFERENCES notice (id),
  account BIGINT NOT NULL REFERENCES account (id),
  read_at BIGINT NOT NULL,
  PRIMARY KEY (notice, account)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE saved_filter (
  id {id},
  account BIGINT NOT NULL REFERENCES account (id),
  list {text} NOT NULL,
  name {text} NOT NULL,
  query {text} NOT NULL,
  chosen BIGINT NOT NULL CHECK (chosen IN (0, 1)),
  UNIQUE (account, list, name)
))sql"},
    {On::both, R"sql(CREATE UNIQUE INDEX saved_filter_first ON saved_filter (account, list) WHERE chosen = 1)sql"},
    // What the jobs were to tell is told now: one notice for what a run took of an institution, one for each
    // application.
    {On::both, R"sql(INSERT INTO notice (kind, institution, bureau, round_policy, round_name, round_year, standing,
  year, plans, headcount, note, sender, created_at)
SELECT 'plan-exited', p.institution, '', '', '', 0, '', r.year, COUNT(*), CAST(SUM(e.headcount) AS BIGINT), '',
  r.actor, r.ran_at
FROM exit_run r JOIN ledger_entry e ON e.recorded_at = r.ran_at AND e.kind = 'exited' JOIN plan p ON p.id = e.plan
WHERE EXISTS (SELECT 1 FROM job j WHERE j.kind = 'plan-exited' AND j.institution = p.institution
  AND j.created_at = r.ran_at)
GROUP BY r.id, r.year, r.actor, r.ran_at, p.institution ORDER BY r.id, p.institution)sql"},
    {On::both, R"sql(INSERT INTO notice (kind, institution, bureau, round_policy, round_name, round_year, standing,
  application, year, plans, headcount, note, sender, created_at)
SELECT 'application-voided', a.institution, '', '', '', 0, '', a.id, r.year, 0, 0, '', r.actor, r.ran_at
FROM exit_run r JOIN application a ON a.status = 'voided' AND a.decided_at = r.ran_at
WHERE EXISTS (SELECT 1 FROM job j WHERE j.kind = 'application-voided' AND j.institution = a.institution
  AND j.created_at = r.ran_at)
ORDER BY a.id)sql"},
    {On::both, R"sql(DROP TABLE job)sql"},
};

}  // namespace

std::span<const Migration::Step> notice_steps() {
  return kNoticeSteps;
}

}  // namespace kaoji::store_sql
