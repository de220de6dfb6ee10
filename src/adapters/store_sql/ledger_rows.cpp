#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/ledger_select.hpp"
#include "adapters/store_sql/plan_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

core::LedgerEntry read_entry(Query& query) {
  core::LedgerEntry entry;
  entry.id = core::EntryId{query.number()};
  entry.plan = core::PlanId{query.number()};
  entry.kind = entry_kind_in(query.text());
  entry.headcount = query.number();
  entry.passed = query.number();
  entry.effective_on = query.date();
  entry.effective_at = query.instant();
  entry.recorded_at = query.instant();
  entry.declared_on = query.date_or_null();
  entry.in_indicators = query.flag();
  entry.actor = query.text();
  entry.application = query.id<core::ApplicationId>();
  entry.reason = query.text();
  entry.reverses = query.id<core::EntryId>();
  return entry;
}

std::vector<core::LedgerEntry> read_entries(Query& query) {
  std::vector<core::LedgerEntry> entries;
  while (query.next()) entries.push_back(read_entry(query));
  return entries;
}

}  // namespace

void read_entry_row(Query& query, ports::EntryRow& row) {
  row.entry = read_entry(query);
  row.key.institution = core::InstitutionId{query.number()};
  row.key.certificate = core::CertificateId{query.number()};
  row.key.level = level_in(query.text());
  row.key.year = query.small();
  row.institution_code = query.text();
  row.institution_name = query.text();
  row.certificate_name = query.text();
  row.application_number = query.text();
  row.reversed_by = query.id<core::EntryId>();
}

void add_entry_scope(Conditions& conditions, const ports::Scope& scope) {
  if (scope.institution) {
    conditions.add("e.plan IN (SELECT id FROM plan WHERE institution = :institution)", "institution",
                   scope.institution->value);
  }
  if (!scope.bureau.empty()) {
    conditions.add(
        "e.plan IN (SELECT id FROM plan WHERE institution IN (SELECT id FROM institution WHERE bureau = :bureau))",
        "bureau", scope.bureau);
  }
  if (scope.kind) {
    conditions.add(
        "e.plan IN (SELECT id FROM plan WHERE institution IN (SELECT id FROM institution WHERE kind = :kind_of))",
        "kind_of", core::to_text(*scope.kind));
  }
}

namespace {

void add_measure(Conditions& conditions, const core::MeasureEntries& measure) {
  std::vector<std::string_view> kinds;
  for (const core::EntryKind kind : measure.kinds) kinds.push_back(core::to_text(kind));
  conditions.add_one_of("e.kind", kinds);
  if (measure.year) conditions.add("e.effective_year = :measure_year", "measure_year", *measure.year);
  if (measure.before) conditions.add("e.effective_on < :before_day", "before_day", base::to_text(*measure.before));
  if (measure.examined_before) {
    conditions.add("(e.kind <> 'examined' OR e.effective_year < :examined_before)", "examined_before",
                   *measure.examined_before);
  }
  if (measure.only_in_indicators) conditions.add("e.in_indicators = 1");
}

void add_certificates(Conditions& conditions, const ports::CertificateScope& certificates) {
  if (certificates.certificate) {
    conditions.add("e.plan IN (SELECT id FROM plan WHERE certificate = :certificate)", "certificate",
                   certificates.certificate->value);
  }
  if (!certificates.organisation.empty()) {
    conditions.add(
        "e.plan IN (SELECT id FROM plan WHERE certificate IN (SELECT id FROM certificate WHERE organisation = "
        ":organisation))",
        "organisation", certificates.organisation);
  }
}

Conditions conditions_of(const ports::EntryFilter& filter) {
  Conditions conditions;
  add_entry_scope(conditions, filter.scope);
  add_certificates(conditions, filter.certificates);
  if (filter.in_indicators) conditions.add(*filter.in_indicators ? "e.in_indicators = 1" : "e.in_indicators = 0");
  if (filter.kind) conditions.add("e.kind = :kind", "kind", core::to_text(*filter.kind));
  if (filter.plan) conditions.add("e.plan = :plan", "plan", filter.plan->value);
  if (filter.effective_year) {
    conditions.add("e.effective_year = :effective_year", "effective_year", *filter.effective_year);
  }
  if (filter.recorded_at) {
    // Said with its kind as a word, so that the index on the entries of runs is found.
    conditions.add("e.kind = 'exited' AND e.recorded_at = :recorded_at", "recorded_at",
                   filter.recorded_at->time_since_epoch().count());
  }
  // With the plan named, whoever may not see the plan counts no entries of it either (docs/decisions/0035).
  if (filter.plan) conditions.add("EXISTS (SELECT 1 FROM plan o WHERE o.id = e.plan)");
  if (filter.originals_only) conditions.add("e.reverses IS NULL");
  if (filter.standing_only) {
    conditions.add("e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry x WHERE x.reverses = e.id)");
  }
  if (filter.measure) add_measure(conditions, *filter.measure);
  return conditions;
}

/// What one entry adds to the sum of the filter, as core::share_of says it.
std::string_view share_in_sql(const ports::EntryFilter& filter) {
  if (!filter.measure || filter.measure->share == core::EntryShare::headcount) return "e.headcount";
  if (filter.measure->share == core::EntryShare::passed) return "e.passed";
  return "CASE WHEN e.kind IN ('decreased', 'exited', 'examined') THEN -e.headcount ELSE e.headcount END";
}

}  // namespace

std::vector<ports::EntryRow> PlanRows::entry_rows(const ports::EntryFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.before.some()) conditions.add("e.id < :before", "before", filter.before.value);
  const std::string text = fmt::format(
      "SELECT {}, {} FROM ledger_entry e JOIN plan p ON p.id = e.plan JOIN institution i ON i.id = p.institution "
      "JOIN certificate c ON c.id = p.certificate LEFT JOIN application a ON a.id = e.application LEFT JOIN "
      "ledger_entry x ON x.reverses = e.id{} "
      "ORDER BY e.id DESC LIMIT :limit",
      kEntrySelect, kEntryPlaceSelect, conditions.where());
  static const std::string columns = std::string{kEntryColumns} + std::string{kEntryPlaceColumns};
  auto query = session_.query({text, columns});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::EntryRow> rows;
  while (query.next()) read_entry_row(query, rows.emplace_back());
  return rows;
}

ports::EntryTally PlanRows::tally_entries(const ports::EntryFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format("SELECT COUNT(*), CAST(COALESCE(SUM({}), 0) AS BIGINT) FROM ledger_entry e{}",
                                       share_in_sql(filter), conditions.where());
  auto query = session_.query({text, "nn"});
  conditions.set(query);
  query.next();
  ports::EntryTally tally;
  tally.entries = query.number();
  tally.sum = query.number();
  return tally;
}

std::vector<core::LedgerEntry> PlanRows::entries(core::PlanId plan) {
  static const std::string text = fmt::format(
      "SELECT {} FROM plan p JOIN ledger_entry e ON e.plan = p.id WHERE p.id = :plan ORDER BY e.id", kEntrySelect);
  auto query = session_.query({text, kEntryColumns});
  query.set("plan", plan);
  return read_entries(query);
}

std::vector<core::LedgerEntry> PlanRows::entries_of(core::InstitutionId institution) {
  static const std::string text = fmt::format(
      "SELECT {} FROM plan p JOIN ledger_entry e ON e.plan = p.id WHERE p.institution = :institution "
      "ORDER BY e.plan, e.id",
      kEntrySelect);
  auto query = session_.query({text, kEntryColumns});
  query.set("institution", institution);
  return read_entries(query);
}

std::optional<core::LedgerEntry> PlanRows::entry(core::EntryId id) {
  static const std::string text =
      fmt::format("SELECT {} FROM ledger_entry e JOIN plan p ON p.id = e.plan WHERE e.id = :id", kEntrySelect);
  auto query = session_.query({text, kEntryColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  return read_entry(query);
}

core::EntryId PlanRows::insert(const core::LedgerEntry& entry) {
  auto query = session_.insertion(
      "INSERT INTO ledger_entry (plan, kind, headcount, passed, effective_on, effective_year, effective_at, "
      "recorded_at, declared_on, in_indicators, actor, application, reason, reverses) VALUES (:plan, :kind, "
      ":headcount, :passed, :effective_on, :effective_year, :effective_at, :recorded_at, :declared_on, "
      ":in_indicators, :actor, :application, :reason, :reverses)");
  query.set("plan", entry.plan)
      .set("kind", core::to_text(entry.kind))
      .set("headcount", entry.headcount)
      .set("passed", entry.passed)
      .set("effective_on", entry.effective_on)
      .set("effective_year", base::year_of(entry.effective_on))
      .set("effective_at", entry.effective_at)
      .set("recorded_at", entry.recorded_at)
      .set_or_null("declared_on", entry.declared_on)
      .set("in_indicators", entry.in_indicators ? 1 : 0)
      .set("actor", entry.actor)
      .set_or_null("application", entry.application)
      .set("reason", entry.reason)
      .set_or_null("reverses", entry.reverses);
  return core::EntryId{session_.insert(query)};
}

}  // namespace kaoji::store_sql
