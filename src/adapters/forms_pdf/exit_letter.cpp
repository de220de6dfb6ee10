#include <fmt/format.h>

#include <cstdint>

#include "adapters/forms_pdf/bounded_sum.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "adapters/forms_pdf/paper.hpp"
#include "adapters/forms_pdf/paper_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::ExitedPlan;
using ports::ExitLetter;

std::int64_t persons(const ExitLetter& letter) {
  std::int64_t sum = 0;
  for (const ExitedPlan& plan : letter.plans) {
    sum = bounded_sum(sum, plan.headcount);
  }
  return sum;
}

Grid plans_of(const ExitLetter& letter) {
  Grid grid;
  grid.columns = {{"序号 No.", 34, Align::centre},
                  {"证书名称 Certificate", 211.28, Align::left},
                  {"证书级别 Level", 54, Align::centre},
                  {"计划年度 Plan year", 58, Align::centre},
                  {"申报日期 Declared on", 72, Align::centre},
                  {"退出人数 Exited", 54, Align::centre}};
  for (const ExitedPlan& plan : letter.plans) {
    grid.rows.push_back({std::to_string(grid.rows.size() + 1), plan.certificate, plan.level,
                         std::to_string(plan.plan_year), base::to_text(plan.declared_on),
                         std::to_string(plan.headcount)});
  }
  grid.totals = {"", total_words(letter.plans.size()), "", "", "", std::to_string(persons(letter))};
  return grid;
}

Passage voided(const ExitLetter& letter) {
  std::string numbers;
  for (const std::string& number : letter.voided_applications) {
    numbers += (numbers.empty() ? "" : "、") + number;
  }
  return {fmt::format("涉及上述考核计划且尚未审核完毕的申报同时作废：{}。", numbers),
          "The applications named above touched these plans, awaited a decision, and are void."};
}

}  // namespace

PaperContent content_of(const ExitLetter& letter) {
  PaperSection section;
  section.title = "考核计划强制退出通知书";
  section.title_en = "Notice of the forced exit of assessment plans";
  section.facts = {{"院校", "Institution", fmt::format("{}（{}）", letter.institution_name, letter.institution_code)},
                   {"依据", "Basis", letter.basis},
                   {"退出日期", "Exited on", day_words(letter.exited_on)}};
  section.opening = {
      {fmt::format("　　截至{}，你校下列考核计划申报时间已满1年而未开展考核，按上述规定强制退出，共{}项、{}人。",
                   day_words(letter.cut_off), letter.plans.size(), persons(letter)),
       fmt::format("By {} these plans had been declared for a year and nobody had been examined. Under the rule named "
                   "above they exit: {} plans, {} persons.",
                   base::to_text(letter.cut_off), letter.plans.size(), persons(letter))}};
  section.grid = plans_of(letter);
  if (!letter.voided_applications.empty()) {
    section.closing.push_back(voided(letter));
  }
  section.closing.push_back({"考核计划退出率纳入院校1+X证书制度工作成效监测指标。",
                             "The exit rate is among the indicators of an institution's work."});
  section.end = {letter.sender, day_words(letter.exited_on)};

  PaperContent content;
  content.foot = fmt::format("强制退出通知书　{}　校验码 {}", letter.institution_code, typed_digest(letter.digest));
  content.properties = {fmt::format("{} {} {}", section.title, letter.institution_name, day_words(letter.exited_on)),
                        letter.sender, letter.basis, fmt::format("{} {}", letter.institution_code, letter.digest),
                        file_date(letter.exited_on)};
  content.sections = {section};
  return content;
}

}  // namespace kaoji::forms_pdf
