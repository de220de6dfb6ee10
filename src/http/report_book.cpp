#include "http/report_book.hpp"

#include <fmt/format.h>

#include <array>

namespace kaoji::http {

namespace {

using ports::SheetColumn;
using ports::SheetKind;

constexpr std::array kCoverColumns{SheetColumn{"项目", SheetKind::text, 26, "Item"},
                                   SheetColumn{"内容", SheetKind::text, 80, "Content"}};
constexpr std::array kRateColumns{SheetColumn{"指标", SheetKind::text, 26, "Rate"},
                                  SheetColumn{"数值", SheetKind::percent, 12, "Value"},
                                  SheetColumn{"分子", SheetKind::number, 14, "Numerator"},
                                  SheetColumn{"分母", SheetKind::number, 14, "Denominator"},
                                  SheetColumn{"分子含义", SheetKind::text, 40, "The numerator is"},
                                  SheetColumn{"分母含义", SheetKind::text, 50, "The denominator is"}};
constexpr std::array kFunnelColumns{
    SheetColumn{"批次", SheetKind::text, 24, "Round"},        SheetColumn{"已申报", SheetKind::number, 12, "Declared"},
    SheetColumn{"已审核", SheetKind::number, 12, "Reviewed"}, SheetColumn{"已批准", SheetKind::number, 12, "Approved"},
    SheetColumn{"已考核", SheetKind::number, 12, "Examined"}, SheetColumn{"考核通过", SheetKind::number, 12, "Passed"}};
constexpr std::array kMeaningColumns{SheetColumn{"计量", SheetKind::text, 34, "Measure"},
                                     SheetColumn{"含义", SheetKind::text, 80, "Meaning"}};

/// One book under way.
class ReportBook {
 public:
  ReportBook(ports::SheetWriter& writer, const ports::RatesReport& paper, base::Language language)
      : writer_(writer), paper_(paper), report_(paper.report), frame_(paper.report.frame), language_(language) {}

  std::int64_t write() {
    cover();
    rates();
    groups({"历年", "Years"}, report_.years);
    groups({"院校类别", "Kinds"}, report_.kinds);
    groups({"市县", "Bureaus"}, report_.bureaus);
    groups({"院校", "Institutions"}, report_.institutions);
    groups({"评价组织", "Organisations"}, report_.organisations);
    groups({"证书", "Certificates"}, report_.certificates);
    funnels();
    meanings();
    return rows_;
  }

 private:
  [[nodiscard]] std::string_view say(base::Words words) const { return words.in(language_); }
  void begin(base::Words name, std::span<const SheetColumn> columns) { writer_.begin(say(name), columns, language_); }
  void row(std::initializer_list<ports::SheetCell> cells) { row(std::span(cells.begin(), cells.size())); }
  void row(std::span<const ports::SheetCell> cells) {
    writer_.row(cells);
    ++rows_;
  }
  void item(base::Words name, std::string_view content) { row({say(name), content}); }

  void cover() {
    begin({"封面", "Cover"}, kCoverColumns);
    item({"报告", "Report"},
         say({"1+X证书制度考核计划监测指标年度报告", "Year report on the rates of 1+X assessment plans"}));
    if (paper_.made_up)
      item({"注意", "Note"},
           say({"演示数据，院校、计划和数字均为虚构", "Demo data: institutions, plans and figures are made up"}));
    item({"范围", "Scope"}, scope_word(frame_.scope, frame_.scope_label, language_));
    item({"年度", "Year"}, std::to_string(frame_.year));
    item({"数据状态", "State"},
         paper_.edition == 0
             ? std::string(say({"实时数据", "Live"}))
             : fmt::format(fmt::runtime(say({"冻结版 第 {} 版", "Frozen edition {}"})), paper_.edition));
    item({"数据截至", "As of"}, base::to_text(paper_.zone, frame_.at));
    item({"台账分录", "Last entry of the ledger"}, std::to_string(frame_.last_entry));
    item({"依据", "Basis"}, fmt::format("{} {}", frame_.policy_number, frame_.policy_title));
    item({"政策校验码", "Policy (SM3)"}, frame_.policy_digest);
    item({"校验码", "Digest (SM3)"}, paper_.digest);
    if (!paper_.note.empty()) item({"发布说明", "Reason"}, paper_.note);
  }

  [[nodiscard]] std::string_view words_of(core::Measure measure) const {
    return say({core::words_zh(measure), core::words_en(measure)});
  }
  [[nodiscard]] std::string_view words_of(const core::Rate& rate) const { return say({rate.label, rate.label_en}); }

  void rate(const core::Rate& rate) {
    const auto words = [this](const std::vector<core::Measure>& of) {
      std::string text;
      for (const core::Measure measure : of) text += fmt::format("{}{}", text.empty() ? "" : " + ", words_of(measure));
      return text;
    };
    const std::string numerator = words(rate.numerator_of);
    const std::string denominator = words(rate.denominator_of);
    row({words_of(rate), ports::Ratio{rate.numerator, rate.denominator}, rate.numerator, rate.denominator, numerator,
         denominator});
  }

  void rates() {
    begin({"指标", "Rates"}, kRateColumns);
    const core::Measures& measures = core::whole(report_).measures;
    for (const core::Rate& each : core::rates_of(frame_.formulas, measures)) rate(each);
    for (const core::Rate& each : core::side_rates(measures)) rate(each);
    for (const core::ReportShare& share : report_.reviews) {
      for (const core::ReviewShare& words : core::review_words()) {
        if (words.name != share.name) continue;
        row({say({words.label, words.label_en}), ports::Ratio{share.numerator, share.denominator}, share.numerator,
             share.denominator, say({words.numerator_zh, words.numerator_en}),
             say({words.denominator_zh, words.denominator_en})});
      }
    }
  }

  void groups(base::Words name, const std::vector<core::ReportRow>& rows) {
    if (rows.empty()) return;
    const auto rates = core::rates_of(frame_.formulas, {});
    std::vector<SheetColumn> columns{{"代码", SheetKind::text, 26, "Key"}, {"名称", SheetKind::text, 34, "Name"}};
    for (const core::Rate& each : rates) columns.push_back({each.label, SheetKind::percent, 16, each.label_en});
    for (std::size_t i = 0; i < core::kMeasureCount; ++i) {
      const auto measure = static_cast<core::Measure>(i);
      columns.push_back({core::words_zh(measure), SheetKind::number, 16, core::words_en(measure)});
    }
    columns.push_back({"不纳入指标的调减", SheetKind::number, 16, "Decreases left out"});
    begin(name, columns);
    for (const core::ReportRow& each : rows) {
      std::vector<ports::SheetCell> cells{std::string_view(each.key), scope_word(each.key, each.label, language_)};
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
    begin({"批次漏斗", "Funnels"}, kFunnelColumns);
    for (const core::ReportFunnel& each : report_.funnels) {
      const std::string name = round_words(each.round, each.label, language_);
      row({name, each.declared, each.reviewed, each.approved, each.examined, each.passed});
    }
  }

  void meanings() {
    begin({"口径", "Definitions"}, kMeaningColumns);
    for (std::size_t i = 0; i < core::kMeasureCount; ++i) {
      const auto measure = static_cast<core::Measure>(i);
      row({words_of(measure), say({core::definition_zh(measure), core::definition_en(measure)})});
    }
    for (const core::ReportExclusion& each : frame_.exclusions) {
      const std::string name = fmt::format(fmt::runtime(say({"{}（{}）", "{} ({})"})), each.label, each.clause);
      row({name, say({"该批次的调减不纳入指标", "Decreases of this round stay out of the indicators"})});
    }
  }

  ports::SheetWriter& writer_;
  const ports::RatesReport& paper_;
  const core::YearReport& report_;
  const core::ReportFrame& frame_;
  base::Language language_;
  std::int64_t rows_ = 0;
};

}  // namespace

std::int64_t write_report_book(ports::SheetWriter& writer, const ports::RatesReport& paper, base::Language language) {
  return ReportBook(writer, paper, language).write();
}

}  // namespace kaoji::http
