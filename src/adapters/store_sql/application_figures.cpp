#include <fmt/format.h>

#include <map>

#include "adapters/store_sql/application_filter.hpp"
#include "adapters/store_sql/application_rows.hpp"
#include "adapters/store_sql/round_sums.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

/// Adds that `certificate` of that name is one of those.
void add_certificates(Conditions& conditions, const ports::CertificateScope& certificates, std::string_view column) {
  if (certificates.certificate) {
    conditions.add(fmt::format("{} = :certificate", column), "certificate", certificates.certificate->value);
  }
  if (!certificates.organisation.empty()) {
    conditions.add(fmt::format("{} IN (SELECT id FROM certificate WHERE organisation = :organisation)", column),
                   "organisation", certificates.organisation);
  }
}

/// An application is of the certificates that its latest submission names.
Conditions with_a_line(const ports::ApplicationFilter& filter) {
  Conditions conditions = conditions_of(filter);
  constexpr std::string_view kLines =
      "EXISTS (SELECT 1 FROM application_line l WHERE l.application = a.id AND l.revision = "
      "COALESCE(a.submitted_revision, a.revision) AND l.certificate {})";
  if (filter.certificates.certificate) {
    conditions.add(fmt::format(kLines, "= :certificate"), "certificate", filter.certificates.certificate->value);
  }
  if (!filter.certificates.organisation.empty()) {
    conditions.add(fmt::format(kLines, "IN (SELECT id FROM certificate WHERE organisation = :organisation)"),
                   "organisation", filter.certificates.organisation);
  }
  return conditions;
}

/// Entries e of applications. CROSS JOIN and plus keep SQLite from walking the unique index on `reverses`, where every
/// entry that reverses nothing is NULL.
constexpr std::string_view kEntriesOfApplications =
    "FROM application a CROSS JOIN institution i CROSS JOIN ledger_entry e";

Conditions of_entries(const ports::ApplicationFilter& filter) {
  Conditions conditions = conditions_of(filter);
  conditions.add("i.id = a.institution AND e.application = a.id AND +e.reverses IS NULL");
  return conditions;
}

}  // namespace

std::vector<core::ReviewDone> ApplicationRows::reviews_done(const ports::ApplicationFilter& filter,
                                                            const ports::ReviewSpan& span) {
  Conditions conditions = with_a_line(filter);
  conditions.add_one_of(
      "e.event", {"submitted", "resubmitted", "forwarded", "returned", "approved", "partly-approved", "rejected"});
  if (span.last_event) conditions.add("e.id <= :last_event", "last_event", *span.last_event);
  // Without it the timelines of all years would be walked.
  conditions.add(
      "e.application IN (SELECT x.application FROM application_event x WHERE x.at >= :from_at AND x.at < :until_at)");
  // Each decision with the event before it, which brought the application to that desk, and its number among them.
  const std::string text =
      "SELECT institution, application, kind, round_policy, round_name, round_year, stage, event, since, at, decision "
      "FROM (SELECT a.institution, e.application, a.kind, a.round_policy, a.round_name, a.round_year, e.id, e.stage, "
      "e.event, e.at, LAG(e.at) OVER (PARTITION BY e.application ORDER BY e.id) AS since, SUM(CASE WHEN e.event IN "
      "('submitted', 'resubmitted') THEN 0 ELSE 1 END) OVER (PARTITION BY e.application ORDER BY e.id) AS decision "
      "FROM "
      "application_event e JOIN application a ON a.id = e.application JOIN institution i ON i.id = a.institution" +
      conditions.where() +
      ") reviewed WHERE event NOT IN ('submitted', 'resubmitted') AND at >= :from_at AND at < :until_at ORDER BY id";
  auto query = session_.query({text, "nntttnttnnn"});
  conditions.set(query);
  query.set("from_at", span.from).set("until_at", span.until);
  std::vector<core::ReviewDone> reviews;
  while (query.next()) {
    core::ReviewDone& review = reviews.emplace_back();
    review.institution = core::InstitutionId{query.number()};
    review.application = core::ApplicationId{query.number()};
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

namespace {

/// What the filter's applications declared, as last submitted and not withdrawn, summed by a column of theirs: that
/// column, the sum, and of it what was reviewed.
class Declared {
 public:
  Declared(const ports::ApplicationFilter& filter, std::optional<std::int64_t> last_event)
      : conditions_(conditions_of(filter)), whole_(filter.certificates.all()) {
    conditions_.add("i.id = a.institution AND e.application = a.id");
    if (last_event) conditions_.add("e.id <= :last_event", "last_event", *last_event);
    of_lines_.add("d.withdrawn = 0");
    add_certificates(of_lines_, filter.certificates, "l.certificate");
  }

  [[nodiscard]] std::string by(std::string_view column) const {
    // Without certificates the sum that an application keeps of its latest revision will do.
    constexpr std::string_view kWhole =
        "CASE WHEN s.revision = b.revision THEN b.headcount ELSE (SELECT COALESCE(SUM(l.headcount), 0) FROM "
        "application_line l WHERE l.application = s.application AND l.revision = s.revision) END";
    return fmt::format(
        "SELECT {0}, CAST(SUM(headcount) AS BIGINT), CAST(SUM(CASE WHEN reviewed = 1 THEN headcount ELSE 0 END) "
        "AS BIGINT), MIN(institution) FROM (SELECT d.institution, d.application, d.reviewed, {1} AS headcount FROM "
        "(SELECT a.institution, a.id AS application, MAX(CASE WHEN e.event IN ('submitted', 'resubmitted') THEN e.id "
        "END) AS submission, MAX(CASE WHEN e.event = 'withdrawn' THEN 1 ELSE 0 END) AS withdrawn, MAX(CASE WHEN "
        "e.event "
        "IN ('forwarded', 'approved', 'partly-approved', 'rejected') THEN 1 ELSE 0 END) AS reviewed FROM application a "
        "CROSS JOIN institution i CROSS JOIN application_event e{2} GROUP BY a.id, a.institution) d JOIN "
        "application_event s ON s.id = d.submission JOIN {3}{4}) declared GROUP BY {0} ORDER BY {0}",
        column, whole_ ? kWhole : "COALESCE(l.headcount, 0)", conditions_.where(),
        whole_ ? "application b ON b.id = s.application"
               : "application_line l ON l.application = s.application AND l.revision = s.revision",
        of_lines_.where());
  }
  static constexpr std::string_view kColumns = "nnnn";

  void set(Query& query) const {
    conditions_.set(query);
    of_lines_.set(query);
  }

 private:
  Conditions conditions_;
  Conditions of_lines_;
  bool whole_;
};

/// What the filter's applications brought their plans, reversals taken off.
class Brought {
 public:
  explicit Brought(const ports::ApplicationFilter& filter) : conditions_(of_entries(filter)) {
    of_plans_.add("y.headcount > 0");
    add_certificates(of_plans_, filter.certificates, "p.certificate");
  }

  /// The columns that read_yield() takes, behind `columns` of plans p and of what they were brought as y: plan,
  /// application (the first, so that a plan of two counts once), headcount.
  [[nodiscard]] std::string yields(std::string_view columns, std::string_view grouped) const {
    return fmt::format(
        "SELECT {}COUNT(*), CAST(COALESCE(SUM(y.headcount), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN p.examined < "
        "y.headcount THEN p.examined ELSE y.headcount END), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN p.passed < "
        "y.headcount THEN p.passed ELSE y.headcount END), 0) AS BIGINT) FROM (SELECT e.plan, MIN(e.application) AS "
        "application, SUM(e.headcount + COALESCE(r.headcount, 0)) AS headcount {} LEFT JOIN ledger_entry r ON "
        "r.reverses = e.id{} GROUP BY e.plan) y JOIN plan p ON p.id = y.plan{}{}",
        columns, kEntriesOfApplications, conditions_.where(), of_plans_.where(), grouped);
  }
  void set(Query& query) const {
    conditions_.set(query);
    of_plans_.set(query);
  }

 private:
  Conditions conditions_;
  Conditions of_plans_;
};

}  // namespace

std::vector<ports::RoundDeclared> ApplicationRows::round_declared(const ports::ApplicationFilter& filter,
                                                                  std::optional<std::int64_t> last_event) {
  const Declared by_institution(filter, last_event);
  const std::string text = by_institution.by("institution");
  auto query = session_.query({text, Declared::kColumns});
  by_institution.set(query);
  std::vector<ports::RoundDeclared> declared;
  while (query.next()) {
    ports::RoundDeclared& one = declared.emplace_back();
    one.institution = core::InstitutionId{query.number()};
    one.declared = query.number();
    one.reviewed = query.number();
  }
  return declared;
}

ports::RoundYield ApplicationRows::round_yield(const ports::ApplicationFilter& filter) {
  if (RoundSums::answer(filter)) return RoundSums::yield(session_, filter);
  const Brought brought(filter);
  const std::string text = brought.yields({}, {});
  auto query = session_.query({text, "nnnn"});
  brought.set(query);
  query.next();
  return read_yield(query);
}

std::vector<ports::RoundApplication> ApplicationRows::round_applications(const ports::ApplicationFilter& filter) {
  std::map<core::ApplicationId, ports::RoundApplication> found;
  const Declared by_application(filter, std::nullopt);
  const std::string declared = by_application.by("application");
  auto query = session_.query({declared, Declared::kColumns});
  by_application.set(query);
  while (query.next()) {
    const core::ApplicationId id{query.number()};
    ports::RoundApplication& one = found[id];
    one.application = id;
    one.declared = query.number();
    one.reviewed = query.number();
    one.institution = core::InstitutionId{query.number()};
  }
  const Brought brought(filter);
  const std::string text = brought.yields("y.application, p.institution, ", " GROUP BY y.application, p.institution");
  auto yields = session_.query({text, "nnnnnn"});
  brought.set(yields);
  while (yields.next()) {
    const core::ApplicationId id{yields.number()};
    ports::RoundApplication& one = found[id];
    one.application = id;
    one.institution = core::InstitutionId{yields.number()};
    one.yield = read_yield(yields);
  }
  std::vector<ports::RoundApplication> applications;
  applications.reserve(found.size());
  for (auto& [id, one] : found) applications.push_back(one);
  return applications;
}

std::vector<ports::InstitutionYield> ApplicationRows::round_yields_after(const ports::ApplicationFilter& filter,
                                                                         core::EntryId last) {
  Conditions conditions = of_entries(filter);
  conditions.add("e.id <= :last_entry", "last_entry", last.value);
  constexpr std::string_view kOfPlan =
      "(SELECT COALESCE(SUM(x.{}), 0) FROM ledger_entry x WHERE x.plan = y.plan AND x.kind = 'examined' AND x.id <= "
      ":last_entry)";
  const std::string text = fmt::format(
      "SELECT institution, COUNT(*), CAST(SUM(headcount) AS BIGINT), CAST(SUM(CASE WHEN examined < headcount THEN "
      "examined ELSE headcount END) AS BIGINT), CAST(SUM(CASE WHEN passed < headcount THEN passed ELSE headcount END) "
      "AS BIGINT) FROM (SELECT p.institution, y.headcount, {} AS examined, {} AS passed FROM (SELECT e.plan, "
      "SUM(e.headcount + COALESCE(r.headcount, 0)) AS headcount {} LEFT JOIN ledger_entry r ON r.reverses = e.id AND "
      "r.id <= :last_entry{} GROUP BY e.plan) y JOIN plan p ON p.id = y.plan WHERE y.headcount > 0) z "
      "GROUP BY institution ORDER BY institution",
      fmt::format(kOfPlan, "headcount"), fmt::format(kOfPlan, "passed"), kEntriesOfApplications, conditions.where());
  auto query = session_.query({text, "nnnnn"});
  conditions.set(query);
  std::vector<ports::InstitutionYield> yields;
  while (query.next()) {
    ports::InstitutionYield& one = yields.emplace_back();
    one.institution = core::InstitutionId{query.number()};
    one.yield = read_yield(query);
  }
  return yields;
}

}  // namespace kaoji::store_sql
