#include "adapters/store_sql/ledger_sums.hpp"

#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

/// Live in :live_year of a row of plan_sum: the headcount less those examined before that year.
constexpr std::string_view kLiveOfSums =
    "s.headcount - s.examined + CASE WHEN s.examined_year = :live_year THEN s.examined_in_year ELSE 0 END";

}  // namespace

void add_sums_scope(Conditions& conditions, const ports::Scope& scope) {
  if (scope.institution) conditions.add("s.institution = :institution", "institution", scope.institution->value);
  if (!scope.bureau.empty()) conditions.add("i.bureau = :bureau", "bureau", scope.bureau);
  if (scope.kind) conditions.add("i.kind = :kind_of", "kind_of", core::to_text(*scope.kind));
}

void LedgerSums::add(const core::PlanKey& key, const core::Balance& balance, int sign) {
  PlanChange& change = plan_changes_[{key.institution, key.year, balance.examined_year}];
  change.plans += sign;
  change.headcount += sign * balance.headcount;
  change.examined += sign * balance.examined;
  change.examined_in_year += sign * balance.examined_in_year;
}

void LedgerSums::plan_made(const core::PlanKey& key) {
  add(key, core::Balance{}, 1);
}

void LedgerSums::balance_changed(const core::PlanKey& key, const core::Balance& before, const core::Balance& after) {
  add(key, before, -1);
  add(key, after, 1);
}

void LedgerSums::entry_appended(const core::PlanKey& key, const core::LedgerEntry& entry) {
  EntryChange& change = entry_changes_[{key.institution, key.certificate, base::to_text(entry.effective_on), entry.kind,
                                        entry.in_indicators}];
  change.headcount += entry.headcount;
  change.passed += entry.passed;
}

void LedgerSums::flush() {
  for (const auto& [place, change] : plan_changes_) write(place, change);
  write_entry_changes();
  forget();
}

void LedgerSums::forget() {
  plan_changes_.clear();
  entry_changes_.clear();
}

void LedgerSums::write(const PlanPlace& place, const PlanChange& change) {
  if (change.plans == 0 && change.headcount == 0 && change.examined == 0 && change.examined_in_year == 0) return;
  session_
      .query({"INSERT INTO plan_sum (institution, plan_year, examined_year, plans, headcount, examined, "
              "examined_in_year) VALUES (:institution, :plan_year, :examined_year, :plans, :headcount, :examined, "
              ":examined_in_year) ON CONFLICT (institution, plan_year, examined_year) DO UPDATE SET "
              "plans = plan_sum.plans + excluded.plans, headcount = plan_sum.headcount + excluded.headcount, "
              "examined = plan_sum.examined + excluded.examined, "
              "examined_in_year = plan_sum.examined_in_year + excluded.examined_in_year",
              ""})
      .set("institution", place.institution)
      .set("plan_year", place.plan_year)
      .set("examined_year", place.examined_year)
      .set("plans", change.plans)
      .set("headcount", change.headcount)
      .set("examined", change.examined)
      .set("examined_in_year", change.examined_in_year)
      .run();
}

std::vector<ports::PlanTotal> LedgerSums::totals(int live_year, std::optional<core::InstitutionId> institution) {
  flush();
  Conditions conditions;
  if (institution) conditions.add("s.institution = :institution", "institution", institution->value);
  const std::string text =
      "SELECT COALESCE(i.bureau, ''), i.kind, s.plan_year, CAST(SUM(s.plans) AS BIGINT), "
      "CAST(SUM(s.headcount) AS BIGINT), CAST(SUM(" +
      std::string{kLiveOfSums} +
      ") AS BIGINT), CAST(SUM(s.examined) AS BIGINT) FROM plan_sum s JOIN institution i ON i.id = s.institution" +
      conditions.where() + " GROUP BY i.bureau, i.kind, s.plan_year HAVING SUM(s.plans) > 0 ORDER BY 1, 2, 3";
  auto query = session_.query({text, "ttnnnnn"});
  query.set("live_year", live_year);
  conditions.set(query);
  std::vector<ports::PlanTotal> totals;
  while (query.next()) {
    ports::PlanTotal& total = totals.emplace_back();
    total.bureau = query.text();
    total.kind = institution_kind_in(query.text());
    total.plan_year = query.small();
    total.plans = query.number();
    total.headcount = query.number();
    total.live = query.number();
    total.examined = query.number();
  }
  return totals;
}

ports::PlanSums LedgerSums::sum_plans(const ports::PlanFilter& filter) {
  flush();
  Conditions conditions;
  add_sums_scope(conditions, {filter.institution, filter.bureau, filter.kind});
  if (filter.year) conditions.add("s.plan_year = :year", "year", *filter.year);
  const bool joins = !filter.bureau.empty() || filter.kind;
  const std::string text =
      "SELECT CAST(COALESCE(SUM(s.plans), 0) AS BIGINT), CAST(COALESCE(SUM(s.headcount), 0) AS BIGINT), "
      "CAST(COALESCE(SUM(" +
      std::string{kLiveOfSums} + "), 0) AS BIGINT), CAST(COALESCE(SUM(s.examined), 0) AS BIGINT) FROM plan_sum s" +
      (joins ? " JOIN institution i ON i.id = s.institution" : "") + conditions.where();
  auto query = session_.query({text, "nnnn"});
  query.set("live_year", filter.live_year);
  conditions.set(query);
  query.next();
  ports::PlanSums sums;
  sums.plans = query.number();
  sums.headcount = query.number();
  sums.live = query.number();
  sums.examined = query.number();
  return sums;
}

std::int64_t LedgerSums::live_total(core::InstitutionId institution, int year) {
  flush();
  auto query =
      session_.query({"SELECT CAST(COALESCE(SUM(headcount - examined + CASE WHEN examined_year = :year "
                      "THEN examined_in_year ELSE 0 END), 0) AS BIGINT) "
                      "FROM plan_sum WHERE institution = :institution",
                      "n"});
  query.set("year", year).set("institution", institution);
  query.next();
  return query.number();
}

}  // namespace kaoji::store_sql
