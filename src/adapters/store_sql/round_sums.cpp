#include "adapters/store_sql/round_sums.hpp"

#include <algorithm>

#include "adapters/store_sql/conditions.hpp"

namespace kaoji::store_sql {

std::vector<RoundSums::Share> RoundSums::shares_of(core::PlanId plan, const core::Balance& balance) {
  auto query = session_.query(
      {"SELECT a.round_policy, a.round_name, a.round_year, CAST(SUM(e.headcount + COALESCE(r.headcount, 0)) AS BIGINT) "
       "FROM ledger_entry e JOIN application a ON a.id = e.application LEFT JOIN ledger_entry r ON r.reverses = e.id "
       "WHERE e.plan = :plan AND +e.reverses IS NULL AND a.kind = 'new' "
       "GROUP BY a.round_policy, a.round_name, a.round_year ORDER BY a.round_policy, a.round_name, a.round_year",
       "ttnn"});
  query.set("plan", plan);
  std::vector<Share> shares;
  while (query.next()) {
    Share share;
    share.round.policy_id = query.text();
    share.round.name = query.text();
    share.round.year = query.small();
    share.headcount = query.number();
    share.examined = std::min(balance.examined, share.headcount);
    share.passed = std::min(balance.passed, share.headcount);
    if (share.headcount > 0) shares.push_back(std::move(share));
  }
  return shares;
}

void RoundSums::change(core::InstitutionId institution, const std::vector<Share>& before,
                       const std::vector<Share>& after) {
  for (const Share& share : before) add(institution, share, -1);
  for (const Share& share : after) add(institution, share, 1);
}

void RoundSums::add(core::InstitutionId institution, const Share& share, int sign) {
  session_
      .query({"INSERT INTO round_sum (round_year, round_name, round_policy, institution, plans, headcount, examined, "
              "passed) VALUES (:round_year, :round_name, :round_policy, :institution, :plans, :headcount, :examined, "
              ":passed) ON CONFLICT (round_year, round_name, round_policy, institution) DO UPDATE SET "
              "plans = round_sum.plans + excluded.plans, headcount = round_sum.headcount + excluded.headcount, "
              "examined = round_sum.examined + excluded.examined, passed = round_sum.passed + excluded.passed",
              ""})
      .set("round_year", share.round.year)
      .set("round_name", share.round.name)
      .set("round_policy", share.round.policy_id)
      .set("institution", institution)
      .set("plans", sign)
      .set("headcount", sign * share.headcount)
      .set("examined", sign * share.examined)
      .set("passed", sign * share.passed)
      .run();
}

bool RoundSums::answer(const ports::ApplicationFilter& filter) {
  return filter.kind == core::ApplicationKind::new_plans && filter.round && filter.certificates.all() &&
         filter.statuses.empty() && !filter.year && !filter.reviewed_at && filter.search.empty();
}

ports::RoundYield RoundSums::yield(Session& session, const ports::ApplicationFilter& filter) {
  Conditions conditions;
  conditions.add("s.round_year = :round_year", "round_year", filter.round->year);
  conditions.add("s.round_name = :round_name", "round_name", filter.round->name);
  conditions.add("s.round_policy = :round_policy", "round_policy", filter.round->policy_id);
  if (filter.institution) conditions.add("s.institution = :institution", "institution", filter.institution->value);
  if (!filter.bureau.empty()) conditions.add("i.bureau = :bureau", "bureau", filter.bureau);
  std::vector<std::string_view> kinds;
  for (const core::InstitutionKind kind : filter.kinds_of_institution) kinds.push_back(core::to_text(kind));
  conditions.add_one_of("i.kind", kinds);
  const std::string text =
      "SELECT CAST(COALESCE(SUM(s.plans), 0) AS BIGINT), CAST(COALESCE(SUM(s.headcount), 0) AS BIGINT), "
      "CAST(COALESCE(SUM(s.examined), 0) AS BIGINT), CAST(COALESCE(SUM(s.passed), 0) AS BIGINT) FROM round_sum s "
      "JOIN institution i ON i.id = s.institution" +
      conditions.where();
  auto query = session.query({text, "nnnn"});
  conditions.set(query);
  query.next();
  return read_yield(query);
}

ports::RoundYield read_yield(Query& query) {
  ports::RoundYield yield;
  yield.plans = query.number();
  yield.approved = query.number();
  yield.examined = query.number();
  yield.passed = query.number();
  return yield;
}

}  // namespace kaoji::store_sql
