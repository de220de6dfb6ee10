#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/ledger_sums.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

/// The column of `entry_sum s` or its kin, of `institution i` or of `certificate c` that keeps groups apart.
std::string_view key_column(ports::SumsBy by) {
  switch (by) {
    case ports::SumsBy::kind:
      return "i.kind";
    case ports::SumsBy::bureau:
      return "i.bureau";
    case ports::SumsBy::institution:
      return "i.code";
    case ports::SumsBy::certificate:
      return "c.name";
    case ports::SumsBy::organisation:
      return "c.organisation";
    case ports::SumsBy::whole:
      break;
  }
  return "''";
}

bool by_institutions(const ports::SumsQuery& asked) {
  using enum ports::SumsBy;
  const ports::Scope& scope = asked.scope;
  return asked.by == kind || asked.by == bureau || asked.by == institution || scope.institution ||
         !scope.bureau.empty() || scope.kind;
}

bool by_certificates(const ports::SumsQuery& asked) {
  return asked.by == ports::SumsBy::certificate || asked.by == ports::SumsBy::organisation || !asked.certificates.all();
}

/// The smallest table that keeps apart what is asked, and what has to be joined for the words.
std::string source_of(const ports::SumsQuery& asked) {
  const ports::Scope& scope = asked.scope;
  const bool institutions = by_institutions(asked);
  const bool certificates = by_certificates(asked);
  std::string source = !certificates  ? "entry_sum s"
                       : institutions ? "institution_certificate_sum s"
                                      : "certificate_sum s";
  const bool names_of_institutions = asked.by == ports::SumsBy::kind || asked.by == ports::SumsBy::bureau ||
                                     asked.by == ports::SumsBy::institution || !scope.bureau.empty() || scope.kind;
  if (names_of_institutions) source += " JOIN institution i ON i.id = s.institution";
  const bool names_of_certificates = asked.by == ports::SumsBy::certificate ||
                                     asked.by == ports::SumsBy::organisation ||
                                     !asked.certificates.organisation.empty();
  if (names_of_certificates) source += " JOIN certificate c ON c.id = s.certificate";
  return source;
}

Conditions conditions_of(const ports::SumsQuery& asked) {
  Conditions conditions;
  add_sums_scope(conditions, asked.scope);
  if (asked.certificates.certificate) {
    conditions.add("s.certificate = :certificate", "certificate", asked.certificates.certificate->value);
  }
  if (!asked.certificates.organisation.empty()) {
    conditions.add("c.organisation = :organisation", "organisation", asked.certificates.organisation);
  }
  conditions.add("s.effective_year <= :last_year", "last_year", asked.last_year);
  if (asked.by == ports::SumsBy::bureau) conditions.add("i.bureau IS NOT NULL");
  return conditions;
}

/// `11-11`, as it stands in a day behind the year; empty, before which nothing is, for none.
std::string day_in_year(const std::optional<std::chrono::month_day>& day) {
  return day ? base::to_text(base::Date{std::chrono::year{2000} / *day}).substr(5) : std::string();
}

/// Takes year, kind, in_indicators, headcount, passed and the headcount before the exit window from a row.
template <class Group>
void read_sum(Query& query, Group& group) {
  ports::EntrySum sum;
  sum.year = query.small();
  sum.kind = entry_kind_in(query.text());
  sum.in_indicators = query.flag();
  sum.headcount = query.number();
  sum.passed = query.number();
  group.sums.push_back(sum);
  sum.headcount = query.number();
  if (sum.headcount != 0) group.before_exit.push_back(sum);
}

constexpr std::string_view kSums =
    "CAST(SUM(s.headcount) AS BIGINT), CAST(SUM(s.passed) AS BIGINT), "
    "CAST(SUM(CASE WHEN substr(s.effective_on, 6) < :exit_day THEN s.headcount ELSE 0 END) AS BIGINT)";

}  // namespace

void LedgerSums::write_entry_changes() {
  EntryChanges of_institutions;
  EntryChanges of_certificates;
  const auto add_to = [](EntryChanges& changes, EntryPlace place, const EntryChange& change) {
    EntryChange& sum = changes[std::move(place)];
    sum.headcount += change.headcount;
    sum.passed += change.passed;
  };
  for (const auto& [place, change] : entry_changes_) {
    add_to(of_institutions, {place.institution, {}, place.effective_on, place.kind, place.in_indicators}, change);
    add_to(of_certificates, {{}, place.certificate, place.effective_on, place.kind, place.in_indicators}, change);
  }
  // The province's rows last: everybody changes them, so nobody should hold them for longer than it takes.
  for (const EntryChanges* changes : {&of_institutions, &entry_changes_, &of_certificates}) {
    for (const auto& [place, change] : *changes) write(place, change);
  }
}

void LedgerSums::write(const EntryPlace& place, const EntryChange& change) {
  struct Statement {
    std::string table;
    std::string keys;
    std::string values;
  };
  static const auto text_of = [](const Statement& statement) {
    return fmt::format(
        "INSERT INTO {0} ({1}, effective_year, effective_on, kind, in_indicators, headcount, passed) VALUES ({2}, "
        ":effective_year, :effective_on, :kind, :in_indicators, :headcount, :passed) ON CONFLICT ({1}, effective_year, "
        "kind, in_indicators, effective_on) DO UPDATE SET headcount = {0}.headcount + excluded.headcount, passed = "
        "{0}.passed + excluded.passed",
        statement.table, statement.keys, statement.values);
  };
  static const std::string of_both =
      text_of({"institution_certificate_sum", "institution, certificate", ":institution, :certificate"});
  static const std::string of_institution = text_of({"entry_sum", "institution", ":institution"});
  static const std::string of_certificate = text_of({"certificate_sum", "certificate", ":certificate"});
  const bool institution = place.institution.some();
  const bool certificate = place.certificate.some();
  const std::string& text = !certificate ? of_institution : institution ? of_both : of_certificate;
  auto query = session_.query({text, ""});
  if (institution) query.set("institution", place.institution);
  if (certificate) query.set("certificate", place.certificate);
  query.set("effective_year", std::stoi(place.effective_on.substr(0, 4)))
      .set("effective_on", std::string_view{place.effective_on})
      .set("kind", core::to_text(place.kind))
      .set("in_indicators", place.in_indicators ? 1 : 0)
      .set("headcount", change.headcount)
      .set("passed", change.passed)
      .run();
}

std::vector<ports::GroupedSums> LedgerSums::grouped_sums(const ports::SumsQuery& asked) {
  flush();
  const Conditions conditions = conditions_of(asked);
  const std::string key{key_column(asked.by)};
  const std::string groups =
      (asked.by == ports::SumsBy::whole ? "" : key + ", ") + "s.effective_year, s.kind, s.in_indicators";
  const std::string text =
      fmt::format("SELECT {}, s.effective_year, s.kind, s.in_indicators, {} FROM {}{} GROUP BY {} ORDER BY {}", key,
                  kSums, source_of(asked), conditions.where(), groups, groups);
  auto query = session_.query({text, "tntnnnn"});
  conditions.set(query);
  query.set("exit_day", day_in_year(asked.exit));
  std::vector<ports::GroupedSums> found;
  while (query.next()) {
    const std::string& group = query.text();
    if (found.empty() || found.back().key != group) found.emplace_back().key = group;
    read_sum(query, found.back());
  }
  return found;
}

std::vector<ports::CertificateSums> LedgerSums::fold_ledger(const ports::LedgerFoldQuery& asked) {
  static const std::string text = fmt::format(
      "SELECT p.certificate, s.effective_year, s.kind, s.in_indicators, {} FROM plan p JOIN ledger_entry s ON s.plan = "
      "p.id WHERE p.institution = :institution AND s.id <= :last AND s.effective_year <= :last_year GROUP BY "
      "p.certificate, s.effective_year, s.kind, s.in_indicators ORDER BY p.certificate, s.effective_year, s.kind, "
      "s.in_indicators",
      kSums);
  auto query = session_.query({text, "nntnnnn"});
  query.set("institution", asked.institution)
      .set("last", asked.last)
      .set("last_year", asked.last_year)
      .set("exit_day", day_in_year(asked.exit));
  std::vector<ports::CertificateSums> found;
  while (query.next()) {
    const core::CertificateId certificate{query.number()};
    if (found.empty() || found.back().certificate != certificate) found.emplace_back().certificate = certificate;
    read_sum(query, found.back());
  }
  return found;
}

}  // namespace kaoji::store_sql
