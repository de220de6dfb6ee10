#include <fmt/format.h>

#include <algorithm>

#include "adapters/store_sql/application_rows.hpp"
#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

template <class Enum>
std::vector<std::string_view> words_of(const std::vector<Enum>& values) {
  std::vector<std::string_view> words;
  words.reserve(values.size());
  for (const Enum value : values) words.push_back(core::to_text(value));
  return words;
}

void add_round(Conditions& conditions, const core::RoundRef& round) {
  conditions.add("a.round_year = :round_year", "round_year", round.year);
  conditions.add("a.round_name = :round_name", "round_name", round.name);
  conditions.add("a.round_policy = :round_policy", "round_policy", round.policy_id);
}

/// The first instant of a year in the notice's zone, which has known no other offset since 1991.
std::int64_t year_start(int year) {
  constexpr std::chrono::hours kChina{8};
  const base::Instant start = std::chrono::sys_days{std::chrono::year{year} / std::chrono::January / 1} - kChina;
  return start.time_since_epoch().count();
}

/// Of the round; without a round (an increase, or not submitted yet) of the creation.
void add_year(Conditions& conditions, int year) {
  conditions.add(
      "(a.round_year = :year OR (a.round_year = 0 AND a.created_at >= :year_start AND a.created_at < :year_end))",
      "year", year);
  conditions.also_set("year_start", year_start(year));
  conditions.also_set("year_end", year_start(year + 1));
}

Conditions conditions_of(const ports::ApplicationFilter& filter) {
  Conditions conditions;
  if (filter.institution) conditions.add("a.institution = :institution", "institution", filter.institution->value);
  if (!filter.bureau.empty()) conditions.add("i.bureau = :bureau", "bureau", filter.bureau);
  conditions.add_one_of("i.kind", words_of(filter.kinds_of_institution));
  conditions.add_one_of("a.status", words_of(filter.statuses));
  if (filter.kind) conditions.add("a.kind = :kind", "kind", core::to_text(*filter.kind));
  if (filter.round) add_round(conditions, *filter.round);
  if (filter.year) add_year(conditions, *filter.year);
  if (filter.reviewed_at) {
    conditions.add("EXISTS (SELECT 1 FROM application_event e WHERE e.application = a.id AND e.stage = :reviewed_at)",
                   "reviewed_at", core::to_text(*filter.reviewed_at));
  }
  if (filter.hide_drafts) conditions.add("a.status <> 'draft'");
  if (!filter.search.empty()) {
    conditions.add(
        "(lower(a.number) LIKE :search ESCAPE '\\' OR lower(i.name) LIKE :search ESCAPE '\\' OR "
        "lower(i.code) LIKE :search ESCAPE '\\')",
        "search", anywhere(filter.search));
  }
  return conditions;
}

constexpr std::string_view kRow =
    "a.id, a.number, a.kind, a.status, i.code, i.name, i.kind, COALESCE(i.bureau, ''), a.round_policy, a.round_name, "
    "a.round_year, a.revision, a.version, a.line_count, a.headcount, a.created_at, a.updated_at, a.submitted_at, "
    "a.decided_at, a.scan_revision, a.submitted_revision, a.returned_by";
constexpr std::string_view kRowColumns =
    "nttttttttt"
    "nnnnnnnnnnn"
    "t";
constexpr std::string_view kFrom = " FROM application a JOIN institution i ON i.id = a.institution";

void read_row(Query& query, ports::ApplicationRow& row) {
  row.id = core::ApplicationId{query.number()};
  row.number = query.text();
  row.kind = application_kind_in(query.text());
  row.status = status_in(query.text());
  row.institution_code = query.text();
  row.institution_name = query.text();
  row.institution_kind = institution_kind_in(query.text());
  row.bureau = query.text();
  row.round.policy_id = query.text();
  row.round.name = query.text();
  row.round.year = query.small();
  row.revision = query.number();
  row.version = query.number();
  row.lines = query.number();
  row.headcount = query.number();
  row.created_at = query.instant();
  row.updated_at = query.instant();
  row.submitted_at = query.instant_or_null();
  row.decided_at = query.instant_or_null();
  row.scan_revision = query.number_or_null();
  row.submitted_revision = query.number_or_null();
  row.returned_by = stage_in(query.text());
}

}  // namespace

std::vector<ports::ApplicationRow> ApplicationRows::applications(const ports::ApplicationFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.after.some()) conditions.add("a.id < :after", "after", filter.after.value);
  const std::string_view order = filter.order == ports::ApplicationOrder::newest_first
                                     ? "a.id DESC"
                                     : "(a.submitted_at IS NULL), a.submitted_at, a.id";
  const std::string text =
      fmt::format("SELECT {}{}{} ORDER BY {} LIMIT :limit", kRow, kFrom, conditions.where(), order);
  auto query = session_.query({text, kRowColumns});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::ApplicationRow> rows;
  while (query.next()) read_row(query, rows.emplace_back());
  return rows;
}

std::int64_t ApplicationRows::count_applications(const ports::ApplicationFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format("SELECT COUNT(*){}{}", kFrom, conditions.where());
  auto query = session_.query({text, "n"});
  conditions.set(query);
  query.next();
  return query.number();
}

std::vector<ports::StatusCount> ApplicationRows::count_by_status(const ports::ApplicationFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format(
      "SELECT a.status, COUNT(*), CAST(SUM(a.headcount) AS BIGINT){}{} GROUP BY a.status", kFrom, conditions.where());
  auto query = session_.query({text, "tnn"});
  conditions.set(query);
  std::vector<ports::StatusCount> counts;
  while (query.next()) {
    ports::StatusCount& count = counts.emplace_back();
    count.status = status_in(query.text());
    count.applications = query.number();
    count.headcount = query.number();
  }
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.status < b.status; });
  return counts;
}

std::vector<core::ReviewDone> ApplicationRows::reviews_done(const ports::ApplicationFilter& filter, base::Instant from,
                                                            base::Instant until) {
  Conditions conditions = conditions_of(filter);
  conditions.add_one_of(
      "e.event", {"submitted", "resubmitted", "forwarded", "returned", "approved", "partly-approved", "rejected"});
  // Each decision with the event before it, which brought the application to that desk, and its number among them.
  const std::string text =
      "SELECT kind, round_policy, round_name, round_year, stage, event, since, at, decision FROM (SELECT a.kind, "
      "a.round_policy, a.round_name, a.round_year, e.stage, e.event, e.at, LAG(e.at) OVER (PARTITION BY e.application "
      "ORDER BY e.id) AS since, SUM(CASE WHEN e.event IN ('submitted', 'resubmitted') THEN 0 ELSE 1 END) OVER "
      "(PARTITION BY e.application ORDER BY e.id) AS decision FROM application_event e JOIN application a "
      "ON a.id = e.application JOIN institution i ON i.id = a.institution" +
      conditions.where() +
      ") reviewed WHERE event NOT IN ('submitted', 'resubmitted') AND at >= :from_at AND at < :until_at";
  auto query = session_.query({text, "tttnttnnn"});
  conditions.set(query);
  query.set("from_at", from).set("until_at", until);
  std::vector<core::ReviewDone> reviews;
  while (query.next()) {
    core::ReviewDone& review = reviews.emplace_back();
    review.kind = application_kind_in(query.text());
    review.round.policy_id = query.text();
    review.round.name = query.text();
    review.round.year = query.small();
    review.stage = stage_in(query.text());
    review.becomes = status_in(query.text());
    review.awaited_since = query.instant();
    review.at = query.instant();
    review.first = query.number() == 1;
  }
  return reviews;
}

ports::RoundYield ApplicationRows::round_yield(const ports::ApplicationFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text =
      "SELECT COUNT(*), CAST(COALESCE(SUM(y.headcount), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN p.examined < "
      "y.headcount THEN p.examined ELSE y.headcount END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN p.passed < "
      "y.headcount THEN p.passed ELSE y.headcount END), 0) AS BIGINT) FROM (SELECT e.plan, SUM(e.headcount + "
      "COALESCE(r.headcount, 0)) AS headcount FROM application a JOIN institution i ON i.id = a.institution "
      "JOIN ledger_entry e ON e.application = a.id AND e.reverses IS NULL LEFT JOIN ledger_entry r ON r.reverses = "
      "e.id" +
      conditions.where() + " GROUP BY e.plan) y JOIN plan p ON p.id = y.plan WHERE y.headcount > 0";
  auto query = session_.query({text, "nnnn"});
  conditions.set(query);
  query.next();
  ports::RoundYield yield;
  yield.plans = query.number();
  yield.approved = query.number();
  yield.examined = query.number();
  yield.passed = query.number();
  return yield;
}

std::vector<ports::ApplicationRow> ApplicationRows::voided_at(base::Instant at) {
  static const std::string text =
      fmt::format("SELECT {}{} WHERE a.status = 'voided' AND a.decided_at = :at ORDER BY a.id", kRow, kFrom);
  auto query = session_.query({text, kRowColumns});
  query.set("at", at);
  std::vector<ports::ApplicationRow> rows;
  while (query.next()) read_row(query, rows.emplace_back());
  return rows;
}

}  // namespace kaoji::store_sql
