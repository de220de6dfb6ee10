#include "adapters/store_sql/migrations/round_sums.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kRoundSumSteps[] = {
    {On::both, R"sql(CREATE TABLE round_sum (
  round_year BIGINT NOT NULL,
  round_name {text} NOT NULL,
  round_policy {text} NOT NULL,
  institution BIGINT NOT NULL REFERENCES institution (id),
  plans BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  examined BIGINT NOT NULL,
  passed BIGINT NOT NULL,
  PRIMARY KEY (round_year, round_name, round_policy, institution)
){clustered})sql"},
    {On::both, R"sql(INSERT INTO round_sum
  (round_year, round_name, round_policy, institution, plans, headcount, examined, passed)
  SELECT y.round_year, y.round_name, y.round_policy, p.institution, COUNT(*), SUM(y.headcount),
    SUM(CASE WHEN p.examined < y.headcount THEN p.examined ELSE y.headcount END),
    SUM(CASE WHEN p.passed < y.headcount THEN p.passed ELSE y.headcount END)
  FROM (SELECT a.round_year, a.round_name, a.round_policy, e.plan, SUM(e.headcount + COALESCE(r.headcount, 0))
      AS headcount FROM application a CROSS JOIN ledger_entry e LEFT JOIN ledger_entry r ON r.reverses = e.id
    WHERE e.application = a.id AND +e.reverses IS NULL AND a.kind = 'new'
    GROUP BY a.round_year, a.round_name, a.round_policy, e.plan) y JOIN plan p ON p.id = y.plan
  WHERE y.headcount > 0 GROUP BY y.round_year, y.round_name, y.round_policy, p.institution)sql"},
    {On::both, "CREATE INDEX application_event_by_time ON application_event (at)"},
};

}  // namespace

std::span<const Migration::Step> round_sum_steps() {
  return kRoundSumSteps;
}

}  // namespace kaoji::store_sql
