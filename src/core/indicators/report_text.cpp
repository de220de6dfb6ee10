#include "core/indicators/report_text.hpp"

#include <stdexcept>

#include "core/indicators/report_wire.hpp"

namespace kaoji::core {

namespace {

constexpr std::string_view kMark = "kaoji-year-report-1 ";

struct Table {
  std::string_view zh;
  std::string_view en;
};

void compare(std::vector<ReportDifference>& found, const ReportDifference& where, std::int64_t kept, std::int64_t now) {
  if (kept == now) return;
  ReportDifference& difference = found.emplace_back(where);
  difference.kept = kept;
  difference.now = now;
}

void compare_rows(std::vector<ReportDifference>& found, const Table& table, const std::vector<ReportRow>& kept,
                  const std::vector<ReportRow>& now) {
  std::map<std::string, std::pair<ReportRow, ReportRow>> both;
  for (const ReportRow& row : kept) both[row.key].first = row;
  for (const ReportRow& row : now) both[row.key].second = row;
  for (const auto& [key, rows] : both) {
    const auto& [before, after] = rows;
    ReportDifference where{
        std::string(table.zh), std::string(table.en), before.key.empty() ? after.label : before.label, {}, {}, 0, 0};
    if (where.group != key) where.group = key + " " + where.group;
    for (std::size_t i = 0; i < kMeasureCount; ++i) {
      where.figure_zh = words_zh(static_cast<Measure>(i));
      where.figure_en = words_en(static_cast<Measure>(i));
      compare(found, where, before.measures[i], after.measures[i]);
    }
    where.figure_zh = "不纳入指标的调减";
    where.figure_en = "Decreases outside the indicators";
    compare(found, where, before.excluded, after.excluded);
  }
}

void compare_reviews(std::vector<ReportDifference>& found, const YearReport& kept, const YearReport& now) {
  std::map<std::string, std::pair<ReportShare, ReportShare>> both;
  for (const ReportShare& share : kept.reviews) both[share.name].first = share;
  for (const ReportShare& share : now.reviews) both[share.name].second = share;
  for (const auto& [name, shares] : both) {
    ReportDifference where{"审核", "Reviews", name, "分子", "Numerator", 0, 0};
    compare(found, where, shares.first.numerator, shares.second.numerator);
    where.figure_zh = "分母";
    where.figure_en = "Denominator";
    compare(found, where, shares.first.denominator, shares.second.denominator);
  }
}

void compare_funnels(std::vector<ReportDifference>& found, const YearReport& kept, const YearReport& now) {
  std::map<RoundRef, std::pair<ReportFunnel, ReportFunnel>> both;
  for (const ReportFunnel& funnel : kept.funnels) both[funnel.round].first = funnel;
  for (const ReportFunnel& funnel : now.funnels) both[funnel.round].second = funnel;
  struct Step {
    std::string_view zh;
    std::string_view en;
    std::int64_t ReportFunnel::*figure;
  };
  static constexpr Step kSteps[] = {{"已申报", "Declared", &ReportFunnel::declared},
                                    {"已审核", "Reviewed", &ReportFunnel::reviewed},
                                    {"已批准", "Approved", &ReportFunnel::approved},
                                    {"已考核", "Examined", &ReportFunnel::examined},
                                    {"考核通过", "Passed", &ReportFunnel::passed}};
  for (const auto& [round, funnels] : both) {
    for (const Step& step : kSteps) {
      const ReportDifference where{
          "批次漏斗", "Funnel of a round", round.name, std::string(step.zh), std::string(step.en), 0, 0};
      compare(found, where, funnels.first.*step.figure, funnels.second.*step.figure);
    }
  }
}

}  // namespace

std::string to_text(const YearReport& report) {
  base::WireWriter wire;
  wire(report);
  return std::string(kMark) + wire.take();
}

std::optional<YearReport> parse_report(std::string_view text) {
  if (!text.starts_with(kMark)) return std::nullopt;
  try {
    base::WireReader wire(text.substr(kMark.size()));
    YearReport report;
    wire(report);
    if (!wire.done() || report.years.empty() || report.frame.years.empty()) return std::nullopt;
    return report;
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

std::vector<ReportDifference> differences(const YearReport& kept, const YearReport& now) {
  std::vector<ReportDifference> found;
  compare_rows(found, {"历年", "Years"}, kept.years, now.years);
  compare_rows(found, {"院校类别", "Kinds"}, kept.kinds, now.kinds);
  compare_rows(found, {"市县", "Bureaus"}, kept.bureaus, now.bureaus);
  compare_rows(found, {"院校", "Institutions"}, kept.institutions, now.institutions);
  compare_rows(found, {"培训评价组织", "Organisations"}, kept.organisations, now.organisations);
  compare_rows(found, {"证书", "Certificates"}, kept.certificates, now.certificates);
  compare_reviews(found, kept, now);
  compare_funnels(found, kept, now);
  return found;
}

}  // namespace kaoji::core
