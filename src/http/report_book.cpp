#include "http/report_book.hpp"

#include <fmt/format.h>

#include <array>

namespace kaoji::http {

namespace {

using ports::SheetColumn;
using ports::SheetKind;

constexpr std::array kCoverColumns{SheetColumn{"项目 Item", SheetKind::text, 26},
                                   SheetColumn{"内容 Content", SheetKind::text, 80}};
constexpr std::array kRateColumns{SheetColumn{"指标 Rate", SheetKind::text, 26},
                                  SheetColumn{"数值 Value", SheetKind::percent, 12},
                                  SheetColumn{"分子 Numerator", SheetKind::number, 14},
                                  SheetColumn{"分母 Denominator", SheetKind::number, 14},
                                  SheetColumn{"分子含义 Numerator is", SheetKind::text, 40},
                                  SheetColumn{"分母含义 Denominator is", SheetKind::text, 50}};
constexpr std::array kFunnelColumns{
    SheetColumn{"批次 Round", SheetKind::text, 24},        SheetColumn{"已申报 Declared", SheetKind::number, 16},
    SheetColumn{"已审核 Reviewed", SheetKind::number, 16}, SheetColumn{"已批准 Approved", SheetKind::number, 16},
    SheetColumn{"已考核 Examined", SheetKind::number, 16}, SheetColumn{"考核通过 Passed", SheetKind::number, 16}};
constexpr std::array kMeaningColumns{SheetColumn{"计量 Measure", SheetKind::text, 34},
                                     SheetColumn{"含义", SheetKind::text, 60},
                                     SheetColumn{"Meaning", SheetKind::text, 80}};

/// One book under way.
class ReportBook {
 public:
  ReportBook(ports::SheetWriter& writer, const ports::RatesReport& paper)
      : writer_(writer), paper_(paper), report_(paper.report), frame_(paper.report.frame) {}

  std::int64_t write() {
    cover();
    rates();
    groups("历年 Years", report_.years);
    groups("院校类别 Kinds", report_.kinds);
    groups("市县 Bureaus", report_.bureaus);
    groups("院校 Institutions", report_.institutions);
    groups("评价组织 Organisations", report_.organisations);
    groups("证书 Certificates", report_.certificates);
    funnels();
    meanings();
    return rows_;
  }

 private:
  void row(std::initializer_list<ports::SheetCell> cells) { row(std::span(cells.begin(), cells.size())); }
  void row(std::span<const ports::SheetCell> cells) {
    writer_.row(cells);
    ++rows_;
  }

  void cover() {
    writer_.begin("封面 Cover", kCoverColumns);
    row({"报告 Report", "1+X证书制度考核计划监测指标年度报告"});
    if (paper_.made_up) row({"注意 Note", "演示数据，院校、计划和数字均为虚构 · MADE UP"});
    row({"范围 Scope", frame_.scope_label});
    const std::string year = std::to_string(frame_.year);
    row({"年度 Year", year});
    const std::string state =
        paper_.edition == 0 ? std::string("实时数据 Live") : fmt::format("冻结版 第 {} 版 Edition", paper_.edition);
    row({"数据状态 State", state});
    const std::string at = base::to_text(paper_.zone, frame_.at);
    row({"数据截至 As of", at});
    const std::string entry = std::to_string(frame_.last_entry);
    row({"台账分录 Last entry", entry});
    const std::string basis = fmt::format("{} {}", frame_.policy_number, frame_.policy_title);
    row({"依据 Basis", basis});
    row({"政策校验码 Policy (SM3)", frame_.policy_digest});
    row({"校验码 Digest (SM3)", paper_.digest});
    if (!paper_.note.empty()) row({"发布说明 Reason", paper_.note});
  }

  void rate(const core::Rate& rate) {
    const auto words = [](const std::vector<core::Measure>& of) {
      std::string text;
      for (const core::Measure measure : of)
        text += fmt::format("{}{}", text.empty() ? "" : " + ", core::words_zh(measure));
      return text;
    };
    const std::string name = fmt::format("{} {}", rate.label, rate.label_en);
    const std::string numerator = words(rate.numerator_of);
    const std::string denominator = words(rate.denominator_of);
    row({name, ports::Ratio{rate.numerator, rate.denominator}, rate.numerator, rate.denominator, numerator,
         denominator});
  }

  void rates() {
    writer_.begin("指标 Rates", kRateColumns);
    const core::Measures& measures = core::whole(report_).measures;
    for (const core::Rate& each : core::rates_of(frame_.formulas, measures)) rate(each);
    for (const core::Rate& each : core::side_rates(measures)) rate(each);
    for (const core::ReportShare& share : report_.reviews) {
      for (const core::ReviewShare& words : core::review_words()) {
        if (words.name != share.name) continue;
        const std::string name = fmt::format("{} {}", words.label, words.label_en);
        row({name, ports::Ratio{share.numerator, share.denominator}, share.numerator, share.denominator,
             words.numerator_zh, words.denominator_zh});
      }
    }
  }

  void groups(std::string_view name, const std::vector<core::ReportRow>& rows) {
    if (rows.empty()) return;
    const auto rates = core::rates_of(frame_.formulas, {});
    std::vector<std::string> heads;
    for (const core::Rate& each : rates) heads.push_back(fmt::format("{} {}", each.label, each.label_en));
    for (std::size_t i = 0; i < core::kMeasureCount; ++i) {
      heads.push_back(fmt::format("{} {}", core::words_zh(static_cast<core::Measure>(i)),
                                  core::words_en(static_cast<core::Measure>(i))));
    }
    std::vector<SheetColumn> columns{{"代码 Key", SheetKind::text, 26}, {"名称 Name", SheetKind::text, 34}};
    for (std::size_t i = 0; i < heads.size(); ++i) {
      columns.push_back({heads[i], i < rates.size() ? SheetKind::percent : SheetKind::number, 16});
    }
    columns.push_back({"不纳入指标的调减 Excluded", SheetKind::number, 16});
    writer_.begin(name, columns);
    for (const core::ReportRow& each : rows) {
      std::vector<ports::SheetCell> cells{std::string_view(each.key), std::string_view(each.label)};
      for (const core::Rate& rate : core::rates_of(frame_.formulas, each.measures)) {
        cells.emplace_back(ports::Ratio{rate.numerator, rate.denominator});
      }
      for (const std::int64_t figure : each.measures) cells.emplace_back(figure);
      cells.emplace_back(each.excluded);
      row(cells);
    }
  }

  void funnels() {
    if (report_.funnels.empty()) return;
    writer_.begin("批次漏斗 Funnels", kFunnelColumns);
    for (const core::ReportFunnel& each : report_.funnels) {
      const std::string name = fmt::format("{} 年{}", each.round.year, each.label);
      row({name, each.declared, each.reviewed, each.approved, each.examined, each.passed});
    }
  }

  void meanings() {
    writer_.begin("口径 Definitions", kMeaningColumns);
    for (std::size_t i = 0; i < core::kMeasureCount; ++i) {
      const auto measure = static_cast<core::Measure>(i);
      const std::string name = fmt::format("{} {}", core::words_zh(measure), core::words_en(measure));
      row({name, core::definition_zh(measure), core::definition_en(measure)});
    }
    for (const core::ReportExclusion& each : frame_.exclusions) {
      const std::string name = fmt::format("{}（{}）", each.label, each.clause);
      row({name, "该批次的调减不纳入指标", "Decreases of this round stay out of the indicators"});
    }
  }

  ports::SheetWriter& writer_;
  const ports::RatesReport& paper_;
  const core::YearReport& report_;
  const core::ReportFrame& frame_;
  std::int64_t rows_ = 0;
};

}  // namespace

std::int64_t write_report_book(ports::SheetWriter& writer, const ports::RatesReport& paper) {
  return ReportBook(writer, paper).write();
}

}  // namespace kaoji::http
