#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/plan_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

/// Live in :live_year, as core::live says it.
constexpr std::string_view kLive =
    "p.headcount - p.examined + CASE WHEN p.examined_year = :live_year THEN p.examined_in_year ELSE 0 END";

Conditions conditions_of(const ports::PlanFilter& filter) {
  Conditions conditions;
  if (filter.institution) conditions.add("p.institution = :institution", "institution", filter.institution->value);
  if (!filter.bureau.empty()) {
    conditions.add("p.institution IN (SELECT id FROM institution WHERE bureau = :bureau)", "bureau", filter.bureau);
  }
  if (filter.kind) {
    conditions.add("p.institution IN (SELECT id FROM institution WHERE kind = :kind)", "kind",
                   core::to_text(*filter.kind));
  }
  if (filter.certificate) conditions.add("p.certificate = :certificate", "certificate", filter.certificate->value);
  if (filter.level) conditions.add("p.level = :level", "level", core::to_text(*filter.level));
  if (filter.year) conditions.add("p.plan_year = :year", "year", *filter.year);
  if (!filter.search.empty()) {
    conditions.add(
        "(p.institution IN (SELECT id FROM institution WHERE lower(name) LIKE :search ESCAPE '\\' "
        "OR lower(code) LIKE :search ESCAPE '\\') "
        "OR p.certificate IN (SELECT id FROM certificate WHERE lower(name) LIKE :search ESCAPE '\\'))",
        "search", anywhere(filter.search));
  }
  if (filter.live_only) {
    conditions.add(std::string{kLive} + " > 0", "live_year", filter.live_year);
  }
  return conditions;
}

/// How many rows each_plan holds at a time.
constexpr int kPiece = 1000;

}  // namespace

/// The names come from what is remembered of the catalogue: joined, they would cost more than the plans themselves.
void PlanRows::read_row(Query& query, ports::PlanRow& row) {
  read_plan(query, row.plan);
  const core::Institution& institution = catalogue_.institution_pointed_at(row.plan.key.institution);
  row.institution_code = institution.code;
  row.institution_name = institution.name;
  const core::Certificate& certificate = catalogue_.certificate_pointed_at(row.plan.key.certificate);
  row.certificate_name = certificate.name;
  row.organisation = certificate.organisation;
}

std::optional<ports::PlanRow> PlanRows::plan_row(core::PlanId id) {
  static const std::string text = fmt::format("SELECT {} FROM plan p WHERE p.id = :id", kPlanSelect);
  auto query = session_.query({text, kPlanColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::PlanRow row;
  read_row(query, row);
  return row;
}

/// Hands the first `limit` plans of the filter to `take`, always in the same row; how many there were.
template <class Take>
int PlanRows::walk(const ports::PlanFilter& filter, int limit, ports::PlanRow& row, const Take& take) {
  Conditions conditions = conditions_of(filter);
  if (filter.after.some()) conditions.add("p.id > :after", "after", filter.after.value);
  const std::string text =
      fmt::format("SELECT {} FROM plan p{} ORDER BY p.id LIMIT :limit", kPlanSelect, conditions.where());
  auto query = session_.query({text, kPlanColumns});
  conditions.set(query);
  query.set("limit", limit);
  int seen = 0;
  for (; query.next(); ++seen) {
    read_row(query, row);
    take(row);
  }
  return seen;
}

std::vector<ports::PlanRow> PlanRows::plans(const ports::PlanFilter& filter) {
  std::vector<ports::PlanRow> rows;
  ports::PlanRow row;
  walk(filter, filter.limit, row, [&](const ports::PlanRow& each) { rows.push_back(each); });
  return rows;
}

ports::PlanSums PlanRows::sum_plans(const ports::PlanFilter& filter) {
  if (!filter.certificate && !filter.level && !filter.live_only && filter.search.empty())
    return sums_.sum_plans(filter);
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format(
      "SELECT COUNT(*), CAST(COALESCE(SUM(p.headcount), 0) AS BIGINT), CAST(COALESCE(SUM({}), 0) AS BIGINT), "
      "CAST(COALESCE(SUM(p.examined), 0) AS BIGINT) FROM plan p{}",
      kLive, conditions.where());
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

void PlanRows::each_plan(const ports::PlanFilter& filter, const std::function<void(const ports::PlanRow&)>& row) {
  ports::PlanFilter rest = filter;
  ports::PlanRow each;
  while (walk(rest, kPiece, each, row) == kPiece) rest.after = each.plan.id;
}

}  // namespace kaoji::store_sql
