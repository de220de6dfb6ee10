#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/plan_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

/// Plans p of which nobody was ever examined: live is their headcount in every year. h: the hold that stands, if any.
constexpr std::string_view kFrom =
    " FROM plan p JOIN institution i ON i.id = p.institution JOIN certificate c ON c.id = p.certificate "
    "LEFT JOIN exit_hold h ON h.id = (SELECT MAX(x.id) FROM exit_hold x WHERE x.plan = p.id AND x.year = :hold_year "
    "AND x.lifted_at IS NULL)";

/// The order of the list, as columns that can be compared.
std::string order_of(std::string_view plan, std::string_view institution, std::string_view certificate) {
  return fmt::format(
      "{1}.code, {2}.name, CASE {0}.level WHEN '初级' THEN 1 WHEN '中级' THEN 2 ELSE 3 END, {0}.plan_year", plan,
      institution, certificate);
}

void add_scope(Conditions& conditions, const ports::Scope& scope) {
  if (scope.institution) conditions.add("p.institution = :institution", "institution", scope.institution->value);
  if (!scope.bureau.empty()) conditions.add("i.bureau = :bureau", "bureau", scope.bureau);
  if (scope.kind) conditions.add("i.kind = :kind_of", "kind_of", core::to_text(*scope.kind));
}

Conditions conditions_of(const ports::ExitFilter& filter) {
  Conditions conditions;
  conditions.add("p.examined = 0 AND p.headcount > 0 AND p.declared_on <= :declared_by", "declared_by",
                 base::to_text(filter.declared_by));
  conditions.also_set("hold_year", filter.hold_year);
  add_scope(conditions, filter.scope);
  if (!filter.search.empty()) {
    conditions.add(
        "(lower(i.name) LIKE :search ESCAPE '\\' OR lower(i.code) LIKE :search ESCAPE '\\' "
        "OR lower(c.name) LIKE :search ESCAPE '\\')",
        "search", anywhere(filter.search));
  }
  return conditions;
}

}  // namespace

std::vector<ports::ExitCandidate> PlanRows::exit_candidates(const ports::ExitFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.held) conditions.add(*filter.held ? "h.id IS NOT NULL" : "h.id IS NULL");
  if (filter.after.some()) {
    conditions.add(fmt::format("({}) > (SELECT {} FROM plan q JOIN institution j ON j.id = q.institution "
                               "JOIN certificate d ON d.id = q.certificate WHERE q.id = :after)",
                               order_of("p", "i", "c"), order_of("q", "j", "d")),
                   "after", filter.after.value);
  }
  const std::string text = fmt::format("SELECT {}, h.id, h.reason{}{} ORDER BY {} LIMIT :limit", kPlanSelect, kFrom,
                                       conditions.where(), order_of("p", "i", "c"));
  static const std::string columns = std::string{kPlanColumns} + "nt";
  auto query = session_.query({text, columns});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::ExitCandidate> candidates;
  while (query.next()) {
    ports::ExitCandidate& candidate = candidates.emplace_back();
    read_row(query, candidate.row);
    candidate.hold = query.number_or_null().value_or(0);
    candidate.hold_reason = query.text_or_empty();
  }
  return candidates;
}

ports::ExitTally PlanRows::tally_exit(const ports::ExitFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format(
      "SELECT CASE WHEN h.id IS NULL THEN 0 ELSE 1 END, COUNT(*), CAST(SUM(p.headcount) AS BIGINT){}{} GROUP BY 1",
      kFrom, conditions.where());
  auto query = session_.query({text, "nnn"});
  conditions.set(query);
  ports::ExitTally tally;
  while (query.next()) {
    const bool held = query.flag();
    (held ? tally.held_plans : tally.plans) = query.number();
    (held ? tally.held_headcount : tally.headcount) = query.number();
  }
  return tally;
}

std::vector<ports::ExitOutlook> PlanRows::exit_outlook(const ports::ExitFilter& filter) {
  Conditions conditions = conditions_of(filter);
  conditions.add("h.id IS NULL");
  const std::string text = fmt::format(
      "SELECT p.institution, COUNT(*), CAST(SUM(p.headcount) AS BIGINT){}{} GROUP BY p.institution "
      "ORDER BY p.institution",
      kFrom, conditions.where());
  auto query = session_.query({text, "nnn"});
  conditions.set(query);
  std::vector<ports::ExitOutlook> outlook;
  while (query.next()) {
    ports::ExitOutlook& each = outlook.emplace_back();
    each.institution = query.id<core::InstitutionId>();
    each.plans = query.number();
    each.headcount = query.number();
  }
  return outlook;
}

ports::ExitSharePage PlanRows::exit_shares(const ports::ExitShareFilter& filter) {
  Conditions conditions;
  conditions.add("r.plans > 0 AND e.reverses IS NULL");
  conditions.add("NOT EXISTS (SELECT 1 FROM ledger_entry x WHERE x.reverses = e.id)");
  add_scope(conditions, filter.scope);
  if (filter.year) conditions.add("r.year = :year", "year", *filter.year);
  if (filter.run) conditions.add("r.id = :run", "run", *filter.run);
  const std::string text =
      "SELECT r.id, r.ran_at, i.code, COUNT(*), CAST(SUM(e.headcount) AS BIGINT), COUNT(*) OVER () FROM exit_run r "
      "JOIN ledger_entry e ON e.kind = 'exited' AND e.recorded_at = r.ran_at JOIN plan p ON p.id = e.plan "
      "JOIN institution i ON i.id = p.institution" +
      conditions.where() + " GROUP BY r.id, r.ran_at, i.code ORDER BY r.id DESC, i.code LIMIT :limit OFFSET :after";
  auto query = session_.query({text, "nntnnn"});
  conditions.set(query);
  query.set("limit", filter.limit).set("after", filter.after);
  ports::ExitSharePage shares;
  while (query.next()) {
    ports::ExitShare& share = shares.rows.emplace_back();
    share.run = query.number();
    share.ran_at = query.instant();
    share.institution_code = query.text();
    share.plans = query.number();
    share.headcount = query.number();
    shares.total = query.number();
  }
  return shares;
}

}  // namespace kaoji::store_sql
