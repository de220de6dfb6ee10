#include "core/indicators/year_report.hpp"

#include <gtest/gtest.h>

#include "core/indicators/report_text.hpp"
#include "core/policy/canonical_policy.hpp"
#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

ReportFrame report_frame() {
  ReportFrame frame;
  frame.year = 2026;
  frame.scope = "province";
  frame.scope_label = "全省";
  frame.formulas = notice_628().indicators;
  frame.exit_month = 11;
  frame.exit_day = 11;
  frame.years = {{2025, true}, {2026, false}};
  frame.institutions = {{1, "A", "甲校", InstitutionKind::higher_vocational, "", ""},
                        {2, "B", "乙校", InstitutionKind::local_secondary, "410100", "甲市"},
                        {3, "C", "丙校", InstitutionKind::local_secondary, "410200", "乙市"}};
  frame.certificates = {{7, "证书一", "组织甲"}, {8, "证书二", "组织甲"}};
  return frame;
}

ReportSums declared_sums(std::int64_t headcount) {
  return {{{2025, EntryKind::declared, true, headcount, 0}, {2026, EntryKind::decreased, false, 1, 0}},
          {{2025, EntryKind::declared, true, headcount, 0}}};
}

YearReport small_report() {
  return year_report(report_frame(), {{1, declared_sums(10)}, {2, declared_sums(20)}},
                     {{7, declared_sums(25)}, {8, declared_sums(5)}}, {{"reviews-in-time", 1, 2}},
                     {{{"p", "spring", 2026}, "春季", 5, 4, 3, 2, 1}});
}

std::int64_t figure(const ReportRow& row, Measure measure) {
  return row.measures[static_cast<std::size_t>(measure)];
}

TEST(YearReports, SumTheirGroupsAndLeaveOutThoseWithoutFigures) {
  const YearReport report = small_report();
  ASSERT_EQ(report.years.size(), 2U);
  EXPECT_EQ(figure(report.years[0], Measure::declared), 30);
  EXPECT_EQ(figure(whole(report), Measure::opening), 30);
  EXPECT_EQ(whole(report).excluded, 2);
  ASSERT_EQ(report.kinds.size(), 2U);
  ASSERT_EQ(report.bureaus.size(), 1U) << "the other bureau's school has no entry";
  EXPECT_EQ(report.bureaus[0].label, "甲市");
  ASSERT_EQ(report.institutions.size(), 2U);
  EXPECT_EQ(figure(report.institutions[1], Measure::opening), 20);
  ASSERT_EQ(report.organisations.size(), 1U);
  EXPECT_EQ(figure(report.organisations[0], Measure::opening), 30);
  EXPECT_EQ(report.certificates.size(), 2U);
}

TEST(YearReports, OfOneSchoolHaveNoTableOfSchools) {
  ReportFrame frame = report_frame();
  frame.institutions.resize(1);
  const YearReport report = year_report(frame, {{1, declared_sums(10)}}, {}, {}, {});
  EXPECT_TRUE(report.kinds.empty());
  EXPECT_TRUE(report.bureaus.empty());
  EXPECT_TRUE(report.institutions.empty());
}

TEST(YearReports, AreTheSameTextOnceMoreAndNoOtherTextIsOne) {
  const YearReport report = small_report();
  const std::string text = to_text(report);
  const auto read = parse_report(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_text(*read), text);
  EXPECT_EQ(read->funnels, report.funnels);
  EXPECT_EQ(read->frame.exit(), std::chrono::November / 11);
  for (const std::string& broken : {std::string(), text.substr(1), text.substr(0, text.size() - 3), text + "1 "}) {
    EXPECT_FALSE(parse_report(broken).has_value()) << broken.size();
  }
}

TEST(YearReports, SayWhereTheyDiffer) {
  const YearReport kept = small_report();
  EXPECT_TRUE(differences(kept, kept).empty());
  YearReport now = kept;
  now.certificates[0].measures[static_cast<std::size_t>(Measure::examined)] = 3;
  now.certificates.pop_back();
  now.reviews[0].denominator = 9;
  now.funnels[0].passed = 0;
  now.kinds[0].excluded = 5;
  const auto found = differences(kept, now);
  const auto has = [&](const std::string& table, const std::string& figure_name, std::int64_t before,
                       std::int64_t after) {
    return std::ranges::any_of(found, [&](const ReportDifference& each) {
      return each.table_en == table && each.figure_en == figure_name && each.kept == before && each.now == after;
    });
  };
  EXPECT_TRUE(has("Certificates", "Examined", 0, 3));
  EXPECT_TRUE(has("Certificates", "Live at the start of the year", 5, 0)) << "a line that is gone counts as 0";
  EXPECT_TRUE(has("Reviews", "Denominator", 2, 9));
  EXPECT_TRUE(has("Funnel of a round", "Passed", 1, 0));
  EXPECT_TRUE(has("Kinds", "Decreases outside the indicators", 1, 5));
}

TEST(YearReports, RankByCompletionOrTheFirstRate) {
  EXPECT_EQ(ranking_rate(notice_628().indicators), 1U);
  EXPECT_EQ(ranking_rate({{"own", "自定", {Measure::passed}, {Measure::examined}}}), 0U);
}

TEST(CanonicalPolicies, DifferWhereverThePolicyDoes) {
  const std::string text = canonical_text(notice_628());
  EXPECT_EQ(canonical_text(notice_628()), text);
  Policy other = notice_628();
  other.rounds.front().decrease_in_indicators = !other.rounds.front().decrease_in_indicators;
  EXPECT_NE(canonical_text(other), text);
  other = notice_628();
  other.exit_window.first = std::chrono::November / 12;
  EXPECT_NE(canonical_text(other), text);
  other = notice_628();
  other.indicators.front().numerator.push_back(Measure::exited);
  EXPECT_NE(canonical_text(other), text);
}

}  // namespace
}  // namespace kaoji::core
