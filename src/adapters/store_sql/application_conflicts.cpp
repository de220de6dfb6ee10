#include "adapters/store_sql/application_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

std::vector<ports::RoundDecrease> ApplicationRows::round_decreases(core::InstitutionId institution,
                                                                   const core::RoundRef& round,
                                                                   core::ApplicationId except) {
  std::vector<ports::RoundDecrease> found;
  approved_decreases(institution, round, except, found);
  awaiting_decreases(institution, round, except, found);
  return found;
}

void ApplicationRows::approved_decreases(core::InstitutionId institution, const core::RoundRef& round,
                                         core::ApplicationId except, std::vector<ports::RoundDecrease>& found) {
  // A reversal has the opposite sign and names the entry it takes back, not always the application. The plus keeps
  // SQLite from walking the unique index on `reverses`, where every entry that reverses nothing is NULL.
  auto query = session_.query(
      {"SELECT a.id, e.plan, CAST(SUM(e.headcount + COALESCE(r.headcount, 0)) AS BIGINT) FROM application a "
       "JOIN ledger_entry e ON e.application = a.id LEFT JOIN ledger_entry r ON r.reverses = e.id "
       "WHERE a.institution = :institution AND a.kind = 'decrease' AND a.round_policy = :round_policy "
       "AND a.round_name = :round_name AND a.round_year = :round_year AND a.id <> :except "
       "AND e.kind = 'decreased' AND +e.reverses IS NULL GROUP BY a.id, e.plan ORDER BY a.id, e.plan",
       "nnn"});
  query.set("institution", institution)
      .set("round_policy", round.policy_id)
      .set("round_name", round.name)
      .set("round_year", round.year)
      .set("except", except);
  while (query.next()) {
    ports::RoundDecrease& decrease = found.emplace_back();
    decrease.application = core::ApplicationId{query.number()};
    decrease.plan = core::PlanId{query.number()};
    decrease.headcount = query.number();
    decrease.approved = true;
  }
}

void ApplicationRows::awaiting_decreases(core::InstitutionId institution, const core::RoundRef& round,
                                         core::ApplicationId except, std::vector<ports::RoundDecrease>& found) {
  auto query = session_.query(
      {"SELECT a.id, l.plan, l.headcount FROM application a "
       "JOIN application_line l ON l.application = a.id AND l.revision = a.revision "
       "WHERE a.institution = :institution AND a.status IN ('submitted', 'forwarded') AND a.kind = 'decrease' "
       "AND a.round_policy = :round_policy AND a.round_name = :round_name AND a.round_year = :round_year "
       "AND a.id <> :except AND l.except_stage IS NULL ORDER BY a.id, l.position",
       "nnn"});
  query.set("institution", institution)
      .set("round_policy", round.policy_id)
      .set("round_name", round.name)
      .set("round_year", round.year)
      .set("except", except);
  while (query.next()) {
    ports::RoundDecrease& decrease = found.emplace_back();
    decrease.application = core::ApplicationId{query.number()};
    decrease.plan = query.id<core::PlanId>();
    decrease.headcount = query.number_or_null().value_or(0);
  }
}

std::vector<ports::AwaitingTouch> ApplicationRows::awaiting_touches(core::InstitutionId institution,
                                                                    core::ApplicationId except) {
  auto query = session_.query(
      {"SELECT a.id, a.number, l.certificate, l.level_text, l.plan_year FROM application a "
       "JOIN application_line l ON l.application = a.id AND l.revision = a.revision "
       "WHERE a.institution = :institution AND a.status IN ('submitted', 'forwarded') AND a.id <> :except "
       "AND l.certificate IS NOT NULL ORDER BY a.id, l.position",
       "ntntn"});
  query.set("institution", institution).set("except", except);
  std::vector<ports::AwaitingTouch> touches;
  while (query.next()) {
    ports::AwaitingTouch& touch = touches.emplace_back();
    touch.application = core::ApplicationId{query.number()};
    touch.number = query.text();
    touch.key.institution = institution;
    touch.key.certificate = core::CertificateId{query.number()};
    touch.key.level = level_in(query.text());
    touch.key.year = query.small();
  }
  return touches;
}

std::vector<std::pair<core::ApplicationId, core::PlanId>> ApplicationRows::awaiting_plans() {
  // A line names its plan, or what it is of: each way has an index of its own.
  auto query = session_.query(
      {"SELECT a.id, l.plan FROM application a JOIN application_line l ON l.application = a.id "
       "AND l.revision = a.revision WHERE a.status IN ('submitted', 'forwarded') AND l.plan IS NOT NULL UNION "
       "SELECT a.id, p.id FROM application a JOIN application_line l ON l.application = a.id "
       "AND l.revision = a.revision JOIN plan p ON p.institution = a.institution AND p.certificate = l.certificate "
       "AND p.level = l.level_text AND p.plan_year = l.plan_year WHERE a.status IN ('submitted', 'forwarded') "
       "ORDER BY 1, 2",
       "nn"});
  std::vector<std::pair<core::ApplicationId, core::PlanId>> found;
  while (query.next()) {
    const core::ApplicationId application{query.number()};
    found.emplace_back(application, core::PlanId{query.number()});
  }
  return found;
}

std::vector<core::ApplicationId> ApplicationRows::awaiting_on_certificate(core::CertificateId certificate,
                                                                          std::optional<core::Level> level) {
  auto query = session_.query(
      {"SELECT a.id FROM application a WHERE a.status IN ('submitted', 'forwarded') AND a.kind IN ('new', 'increase') "
       "AND EXISTS (SELECT 1 FROM application_line l WHERE l.application = a.id AND l.revision = a.revision "
       "AND l.certificate = :certificate AND l.except_stage IS NULL AND (:level = '' OR l.level_text = :level)) "
       "ORDER BY a.id",
       "n"});
  query.set("certificate", certificate).set("level", level ? core::to_text(*level) : std::string_view());
  std::vector<core::ApplicationId> found;
  while (query.next()) found.push_back(core::ApplicationId{query.number()});
  return found;
}

}  // namespace kaoji::store_sql
