#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/indicators/side_figures.hpp"

namespace kaoji::core {

/// An institution of a report, as it was called and belonged when the report was made.
struct ReportInstitution {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  InstitutionKind kind{};
  std::string bureau;  ///< code; empty: direct
  std::string bureau_name;
};

struct ReportCertificate {
  std::int64_t id = 0;
  std::string name;
  std::string organisation;
};

/// A year of a report's trend.
struct ReportYear {
  int year = 0;
  bool exit_begun = false;  ///< its exit window had begun
};

/// A round whose decreases stay out of the indicators (三).
struct ReportExclusion {
  std::string label;
  std::string clause;
};

/// What a report rests on beside the entries: enough to come to the same figures from the ledger again, whatever
/// changed meanwhile in the catalogue.
struct ReportFrame {
  int year = 0;
  std::string scope;  ///< `province`, a kind, a bureau's or an institution's code
  std::string scope_label;
  std::string policy_id;
  std::string policy_number;
  std::string policy_title;
  std::string policy_digest;
  base::Instant at;  ///< when it was made; reviews later than this are not known
  std::int64_t last_entry = 0;
  std::int64_t last_event = 0;
  unsigned exit_month = 0;  ///< first day of the exit window; 0: the policy forces no exit
  unsigned exit_day = 0;
  std::vector<ReportYear> years;  ///< oldest first; the last one is `year`
  std::vector<IndicatorRule> formulas;
  std::vector<ReportExclusion> exclusions;
  std::vector<ReportInstitution> institutions;  ///< in the order of codes
  std::vector<ReportCertificate> certificates;  ///< in the order of names

  [[nodiscard]] std::optional<MonthDay> exit() const;
};

/// One line of a table: a group and its measures in the report's year, or a year of the whole scope.
struct ReportRow {
  std::string key;
  std::string label;
  Measures measures{};
  std::int64_t excluded = 0;  ///< persons of decreases that stay out of the indicators

  friend bool operator==(const ReportRow&, const ReportRow&) = default;
};

/// A share of reviews: its name is review_shares'.
struct ReportShare {
  std::string name;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;

  friend bool operator==(const ReportShare&, const ReportShare&) = default;
};

/// How the new declarations of a round went on, in persons.
struct ReportFunnel {
  RoundRef round;
  std::string label;
  std::int64_t declared = 0;
  std::int64_t reviewed = 0;
  std::int64_t approved = 0;
  std::int64_t examined = 0;
  std::int64_t passed = 0;

  friend bool operator==(const ReportFunnel&, const ReportFunnel&) = default;
};

/// 年度报告 of one scope.
struct YearReport {
  ReportFrame frame;
  std::vector<ReportRow> years;
  std::vector<ReportRow> kinds;         ///< where the scope has more than one
  std::vector<ReportRow> bureaus;       ///< likewise
  std::vector<ReportRow> institutions;  ///< likewise; in the order of codes
  std::vector<ReportRow> organisations;
  std::vector<ReportRow> certificates;
  std::vector<ReportShare> reviews;
  std::vector<ReportFunnel> funnels;
};

/// The sums of one group, as the store gives them.
struct ReportSums {
  std::vector<EntrySum> sums;
  std::vector<EntrySum> before_exit;
};
/// By the ids of ReportFrame.
using ReportSumsById = std::map<std::int64_t, ReportSums>;

/// The report's tables; groups without any figure are left out.
[[nodiscard]] YearReport year_report(ReportFrame frame, const ReportSumsById& institutions,
                                     const ReportSumsById& certificates, std::vector<ReportShare> reviews,
                                     std::vector<ReportFunnel> funnels);

/// The row of the report's own year.
[[nodiscard]] const ReportRow& whole(const YearReport& report);

/// The rate that rankings go by: 完成率, or the first where the policy has none of that name.
[[nodiscard]] std::size_t ranking_rate(const std::vector<IndicatorRule>& formulas);

}  // namespace kaoji::core
