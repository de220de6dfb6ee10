#include <fmt/format.h>

#include <algorithm>

#include "adapters/store_sql/application_filter.hpp"
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

}  // namespace

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

namespace {

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
