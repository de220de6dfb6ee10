#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "adapters/forms_pdf/form_mark.hpp"
#include "adapters/forms_pdf/paper.hpp"
#include "adapters/forms_pdf/paper_words.hpp"
#include "core/indicators/year_report.hpp"

namespace kaoji::forms_pdf {
namespace {

using core::Rate;
using core::ReportRow;
using ports::RatesReport;

/// More bars than these would be longer than a page.
constexpr std::size_t kMostBars = 20;

std::string value_of(const Rate& rate) {
  return core::percent_text(rate.numerator, rate.denominator);
}

std::string fraction_of(const Rate& rate) {
  return fmt::format("{}（{}/{}）", value_of(rate), rate.numerator, rate.denominator);
}

std::optional<double> per_cent(const Rate& rate) {
  if (rate.denominator <= 0) return std::nullopt;
  return 100.0 * static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator);
}

std::string title_of(const Rate& rate) {
  return fmt::format("{} {}", rate.label, rate.label_en);
}

/// 年初实有 120 + 新增申报 30: of what a side of a rate is made, with the figures.
std::string parts(const std::vector<core::Measure>& of, const core::Measures& measures) {
  std::string text;
  for (const core::Measure measure : of) {
    text += fmt::format("{}{} {}", text.empty() ? "" : " + ", core::words_zh(measure),
                        measures[static_cast<std::size_t>(measure)]);
  }
  return text;
}

std::string words_of(const std::vector<core::Measure>& of, std::string_view (*words)(core::Measure)) {
  std::string text;
  for (const core::Measure measure : of) text += fmt::format("{}{}", text.empty() ? "" : " + ", words(measure));
  return text;
}

std::string time_words(const RatesReport& paper) {
  std::string text = base::to_text(paper.zone, std::chrono::floor<std::chrono::seconds>(paper.report.frame.at));
  text.replace(text.find('T'), 1, " ");
  return text.insert(text.size() - std::string_view("+08:00").size(), " ");
}

std::string state_words(const RatesReport& paper) {
  return paper.edition == 0 ? std::string("实时数据，未冻结 Live")
                            : fmt::format("冻结版 第 {} 版 Edition", paper.edition);
}

void add_rate(Grid& grid, const Rate& rate, const core::Measures& measures) {
  grid.rows.push_back(
      {title_of(rate), value_of(rate), parts(rate.numerator_of, measures), parts(rate.denominator_of, measures)});
}

Grid rates_grid(const core::YearReport& report) {
  Grid grid;
  grid.columns = {{"指标 Rate", 118, Align::left},
                  {"数值 Value", 60, Align::right},
                  {"分子 Numerator", 130, Align::left},
                  {"分母 Denominator", 175.28, Align::left}};
  for (const Rate& rate : core::rates_of(report.frame.formulas, core::whole(report).measures)) {
    add_rate(grid, rate, core::whole(report).measures);
  }
  return grid;
}

PaperSection cover(const RatesReport& paper) {
  const core::ReportFrame& frame = paper.report.frame;
  PaperSection section;
  section.title = "1+X证书制度考核计划监测指标年度报告";
  section.title_en = "Yearly report on the rates of 1+X assessment plans";
  section.facts = {{"报告范围", "Scope", frame.scope_label},
                   {"报告年度", "Year", fmt::format("{}", frame.year)},
                   {"数据状态", "State", state_words(paper)},
                   {"数据截至", "As of", fmt::format("{}　台账第 {} 条分录", time_words(paper), frame.last_entry)},
                   {"依据", "Basis", fmt::format("{} {}", frame.policy_number, frame.policy_title)},
                   {"政策校验码", "Policy (SM3)", typed_digest(frame.policy_digest)},
                   {"校验码", "Digest (SM3)", typed_digest(paper.digest, paper.digest.size())}};
  if (!paper.note.empty()) section.facts.push_back({"发布说明", "Note", paper.note});
  if (paper.edition == 0) {
    section.opening = {{"本报告的数字取自打印时的台账，台账变化后不再相同；需要长期引用的，请使用冻结版。",
                        "Figures of the ledger when this was printed. What is to be cited should be frozen first."}};
  } else {
    section.opening = {{"本报告的数字在冻结时确定，此后台账的变化不影响本版；可按台账逐字节重算核对。",
                        "Figures as they were known when frozen; they can be computed again, byte for byte."}};
  }
  section.grid = rates_grid(paper.report);
  return section;
}

PaperSection years(const core::YearReport& report) {
  PaperSection section;
  section.title = "历年指标";
  section.title_en = "Rates over the years";
  const double width = (kPaperWidth - 60) / static_cast<double>(report.frame.formulas.size());
  section.grid.columns = {{"年度 Year", 60, Align::centre}};
  Chart chart;
  chart.kind = ChartKind::lines;
  for (const Rate& rate : core::rates_of(report.frame.formulas, {})) {
    section.grid.columns.push_back({title_of(rate), width, Align::centre});
    chart.series.push_back({rate.label, {}});
  }
  for (const ReportRow& row : report.years) {
    std::vector<std::string> cells{row.label};
    chart.names.push_back(row.label);
    const auto rates = core::rates_of(report.frame.formulas, row.measures);
    for (std::size_t i = 0; i < rates.size(); ++i) {
      cells.push_back(fraction_of(rates[i]));
      chart.series[i].values.push_back(per_cent(rates[i]));
    }
    section.grid.rows.push_back(std::move(cells));
  }
  section.chart = std::move(chart);
  return section;
}

PaperSection side_figures(const core::YearReport& report) {
  PaperSection section;
  section.title = "附列指标";
  section.title_en = "Figures beside the rates";
  section.grid = rates_grid(report);
  section.grid.rows.clear();
  const core::Measures& measures = core::whole(report).measures;
  for (const Rate& rate : core::side_rates(measures)) add_rate(section.grid, rate, measures);
  for (const core::ReportShare& share : report.reviews) {
    for (const core::ReviewShare& words : core::review_words()) {
      if (words.name != share.name) continue;
      section.grid.rows.push_back({fmt::format("{} {}", words.label, words.label_en),
                                   core::percent_text(share.numerator, share.denominator),
                                   fmt::format("{} {}", words.numerator_zh, share.numerator),
                                   fmt::format("{} {}", words.denominator_zh, share.denominator)});
    }
  }
  return section;
}

/// A group with its rates, for tables and rankings.
struct RatedRow {
  const ReportRow* row = nullptr;
  std::vector<Rate> rates;
};

/// As fractions of whole numbers, so that rates that print alike keep their order; those without a rate last.
bool ranks_before(const Rate& a, const Rate& b) {
  if (a.denominator <= 0 || b.denominator <= 0) return a.denominator > 0 && b.denominator <= 0;
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

struct GroupWords {
  std::string_view title;
  std::string_view title_en;
  std::string_view name;
  bool name_is_key = false;  ///< the key is the name, and the label something beside it
};

Chart ranking(const std::vector<RatedRow>& rated, std::size_t by, const GroupWords& words) {
  Chart chart;
  chart.kind = ChartKind::bars;
  chart.series.push_back({rated.front().rates[by].label, {}});
  for (std::size_t i = 0; i < std::min(rated.size(), kMostBars); ++i) {
    const Rate& rate = rated[i].rates[by];
    chart.names.push_back(words.name_is_key ? rated[i].row->key : rated[i].row->label);
    chart.series.front().values.push_back(per_cent(rate));
    chart.labels.push_back(fraction_of(rate));
  }
  return chart;
}

PaperSection groups(const core::YearReport& report, const std::vector<ReportRow>& rows, const GroupWords& words) {
  std::vector<RatedRow> rated;
  for (const ReportRow& row : rows) rated.push_back({&row, core::rates_of(report.frame.formulas, row.measures)});
  const std::size_t by = core::ranking_rate(report.frame.formulas);
  std::ranges::stable_sort(
      rated, [by](const RatedRow& a, const RatedRow& b) { return ranks_before(a.rates[by], b.rates[by]); });
  PaperSection section;
  section.title = words.title;
  section.title_en = words.title_en;
  const std::string label = rated.front().rates[by].label;
  section.opening = {{fmt::format("按{}由高到低排列{}。", label,
                                  rated.size() > kMostBars ? fmt::format("，图中为前 {} 个", kMostBars) : ""),
                      fmt::format("By {}, the highest first.", rated.front().rates[by].label_en)}};
  section.grid.letters = 9;
  section.grid.columns = {{"序号 No.", 34, Align::centre}, {std::string(words.name), 149.28, Align::left}};
  const double width = 300 / static_cast<double>(report.frame.formulas.size());
  for (const Rate& rate : rated.front().rates) section.grid.columns.push_back({title_of(rate), width, Align::centre});
  for (const RatedRow& each : rated) {
    std::vector<std::string> cells{std::to_string(section.grid.rows.size() + 1),
                                   words.name_is_key ? each.row->key : each.row->label};
    for (const Rate& rate : each.rates) cells.push_back(fraction_of(rate));
    section.grid.rows.push_back(std::move(cells));
  }
  section.chart = ranking(rated, by, words);
  return section;
}

PaperSection funnel(const core::ReportFunnel& funnel) {
  PaperSection section;
  section.title = fmt::format("批次漏斗　{}年{}", funnel.round.year, funnel.label);
  section.title_en = "How the new declarations of a round went on, in persons";
  section.grid.columns = {{"环节 Step", 203.28, Align::left},
                          {"人次 Persons", 140, Align::right},
                          {"占申报 Of declared", 140, Align::right}};
  Chart chart;
  chart.kind = ChartKind::funnel;
  chart.series.push_back({});
  const auto step = [&](std::string_view words, std::string_view words_en, std::int64_t persons) {
    chart.names.emplace_back(words);
    chart.series.front().values.push_back(static_cast<double>(persons));
    const std::string share = core::percent_text(persons, funnel.declared);
    chart.labels.push_back(fmt::format("{}　{}", persons, share));
    section.grid.rows.push_back({fmt::format("{} {}", words, words_en), std::to_string(persons), share});
  };
  step("已申报", "Declared", funnel.declared);
  step("已审核", "Reviewed", funnel.reviewed);
  step("已批准", "Approved", funnel.approved);
  step("已考核", "Examined", funnel.examined);
  step("考核通过", "Passed", funnel.passed);
  section.chart = std::move(chart);
  return section;
}

std::string exclusion_words(const core::YearReport& report) {
  if (report.frame.exclusions.empty()) return "本年度没有不纳入指标的批次。";
  std::string rounds;
  for (const core::ReportExclusion& each : report.frame.exclusions) {
    rounds += fmt::format("{}{}（{}）", rounds.empty() ? "" : "、", each.label, each.clause);
  }
  return fmt::format("不纳入指标的批次：{}，其调减共 {} 人，不计入调减人数。", rounds, core::whole(report).excluded);
}

PaperSection definitions(const core::YearReport& report) {
  PaperSection section;
  section.title = "指标口径";
  section.title_en = "What the figures mean";
  for (const Rate& rate : core::rates_of(report.frame.formulas, {})) {
    section.opening.push_back({fmt::format("{} = {} ÷ {}", rate.label, words_of(rate.numerator_of, core::words_zh),
                                           words_of(rate.denominator_of, core::words_zh)),
                               fmt::format("{} = {} ÷ {}", rate.label_en, words_of(rate.numerator_of, core::words_en),
                                           words_of(rate.denominator_of, core::words_en))});
  }
  section.grid.letters = 9;
  section.grid.columns = {{"计量 Measure", 120, Align::left}, {"含义 What it counts", 363.28, Align::left}};
  for (std::size_t i = 0; i < core::kMeasureCount; ++i) {
    const auto measure = static_cast<core::Measure>(i);
    section.grid.rows.push_back({fmt::format("{} {}", core::words_zh(measure), core::words_en(measure)),
                                 fmt::format("{} {}", core::definition_zh(measure), core::definition_en(measure))});
  }
  section.closing = {
      {"分组的比率是各项人数之和的比率，不是比率的平均；分母为 0 时没有比率（—）；保留两位小数，四舍五入。",
       "The rate of a group is the rate of the sums; without a denominator there is none; two decimals, "
       "half up."},
      {exclusion_words(report), "Decreases of such rounds stay out of the indicators."}};
  return section;
}

}  // namespace

PaperContent content_of(const RatesReport& paper) {
  const core::YearReport& report = paper.report;
  const core::ReportFrame& frame = report.frame;
  PaperContent content;
  content.made_up = paper.made_up;
  content.sections = {cover(paper), years(report), side_figures(report)};
  const auto add = [&](const std::vector<ReportRow>& rows, const GroupWords& words) {
    if (!rows.empty()) content.sections.push_back(groups(report, rows, words));
  };
  add(report.kinds, {"各类院校", "Kinds of institutions", "院校类别 Kind"});
  add(report.bureaus, {"各市县教育行政部门", "Bureaus", "市县 Bureau"});
  add(report.institutions, {"各院校", "Institutions", "院校 Institution"});
  add(report.organisations, {"各培训评价组织", "Organisations", "培训评价组织 Organisation"});
  add(report.certificates, {"各证书", "Certificates", "证书 Certificate", true});
  for (const core::ReportFunnel& each : report.funnels) content.sections.push_back(funnel(each));
  content.sections.push_back(definitions(report));
  content.foot = fmt::format("监测指标年度报告　{}　{}年　{}　校验码 {}", frame.scope_label, frame.year,
                             state_words(paper), typed_digest(paper.digest));
  content.properties = {fmt::format("{} {} {}", content.sections.front().title, frame.scope_label, frame.year),
                        frame.scope_label, fmt::format("{} {}", frame.year, state_words(paper)), paper.digest,
                        base::to_text(paper.zone, std::chrono::floor<std::chrono::seconds>(frame.at))};
  return content;
}

}  // namespace kaoji::forms_pdf
