#include "core/indicators/year_report.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"

namespace kaoji::core {

namespace {

/// Adds what `sums` are of in `year`.
void add(ReportRow& row, const ReportSums& sums, const ReportYear& year) {
  const Measures part =
      measures_of(sums.sums, year.exit_begun ? std::optional(sums.before_exit) : std::nullopt, year.year);
  for (std::size_t i = 0; i < part.size(); ++i) row.measures[i] += part[i];
  row.excluded += excluded_of(sums.sums, year.year);
}

bool says_something(const ReportRow& row) {
  return row.excluded != 0 || std::ranges::any_of(row.measures, [](std::int64_t figure) { return figure != 0; });
}

/// Rows by key, in the order of keys.
class Groups {
 public:
  void add_to(const std::string& key, const std::string& label, const ReportSums& sums, const ReportYear& year) {
    ReportRow& row = rows_[key];
    row.key = key;
    row.label = label;
    add(row, sums, year);
  }
  [[nodiscard]] std::vector<ReportRow> rows() const {
    std::vector<ReportRow> rows;
    for (const auto& [key, row] : rows_) {
      if (says_something(row)) rows.push_back(row);
    }
    return rows;
  }

 private:
  std::map<std::string, ReportRow> rows_;
};

const ReportSums& sums_of(const ReportSumsById& all, std::int64_t id) {
  static const ReportSums none;
  const auto found = all.find(id);
  return found == all.end() ? none : found->second;
}

void add_institutions(YearReport& report, const ReportSumsById& sums) {
  const ReportFrame& frame = report.frame;
  Groups kinds;
  Groups bureaus;
  Groups each;
  std::set<InstitutionKind> kinds_seen;
  std::set<std::string> bureaus_seen;
  for (const ReportInstitution& institution : frame.institutions) {
    const ReportSums& own = sums_of(sums, institution.id);
    kinds_seen.insert(institution.kind);
    kinds.add_to(std::string(to_text(institution.kind)), std::string(words_zh(institution.kind)), own,
                 frame.years.back());
    if (!institution.bureau.empty()) {
      bureaus_seen.insert(institution.bureau);
      bureaus.add_to(institution.bureau, institution.bureau_name, own, frame.years.back());
    }
    each.add_to(institution.code, institution.name, own, frame.years.back());
  }
  if (kinds_seen.size() > 1) report.kinds = kinds.rows();
  if (bureaus_seen.size() > 1) report.bureaus = bureaus.rows();
  if (frame.institutions.size() > 1) report.institutions = each.rows();
}

}  // namespace

std::optional<MonthDay> ReportFrame::exit() const {
  if (exit_month == 0) return std::nullopt;
  return MonthDay{std::chrono::month{exit_month}, std::chrono::day{exit_day}};
}

YearReport year_report(ReportFrame frame, const ReportSumsById& institutions, const ReportSumsById& certificates,
                       std::vector<ReportShare> reviews, std::vector<ReportFunnel> funnels) {
  base::check(!frame.years.empty(), "a report has its own year");
  YearReport report;
  report.frame = std::move(frame);
  report.reviews = std::move(reviews);
  report.funnels = std::move(funnels);
  for (const ReportYear& year : report.frame.years) {
    ReportRow& row = report.years.emplace_back();
    row.key = std::to_string(year.year);
    row.label = row.key;
    for (const ReportInstitution& each : report.frame.institutions) add(row, sums_of(institutions, each.id), year);
  }
  add_institutions(report, institutions);
  Groups organisations;
  Groups each;
  for (const ReportCertificate& certificate : report.frame.certificates) {
    const ReportSums& own = sums_of(certificates, certificate.id);
    each.add_to(certificate.name, certificate.organisation, own, report.frame.years.back());
    organisations.add_to(certificate.organisation, certificate.organisation, own, report.frame.years.back());
  }
  report.certificates = each.rows();
  report.organisations = organisations.rows();
  return report;
}

const ReportRow& whole(const YearReport& report) {
  return report.years.back();
}

std::size_t ranking_rate(const std::vector<IndicatorRule>& formulas) {
  const auto found = std::ranges::find(formulas, "completion", &IndicatorRule::name);
  return found == formulas.end() ? 0 : static_cast<std::size_t>(found - formulas.begin());
}

}  // namespace kaoji::core
