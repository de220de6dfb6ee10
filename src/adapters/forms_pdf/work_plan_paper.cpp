#include <fmt/format.h>

#include <cstdint>
#include <set>

#include "adapters/forms_pdf/bounded_sum.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "adapters/forms_pdf/paper.hpp"
#include "adapters/forms_pdf/paper_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::WorkPlan;
using ports::WorkPlanRow;

constexpr std::int64_t kFenOfYuan = 100;

/// 4,800.00 without the commas: 4800.00.
std::string yuan(std::int64_t fen) {
  return fmt::format("{}.{:02}", fen / kFenOfYuan, fen % kFenOfYuan);
}

/// Nothing to pay, or a product beyond what anybody pays: no fee.
std::int64_t fee_of(const WorkPlanRow& row) {
  std::int64_t fee = 0;
  return __builtin_mul_overflow(row.rate_fen, row.headcount, &fee) ? 0 : fee;
}

std::string training_words(const WorkPlanRow& row) {
  if (!row.scheduled) return "未安排 Not planned";
  const auto& first = row.training_from ? row.training_from : row.training_to;
  const auto& last = row.training_to ? row.training_to : row.training_from;
  if (!first) return "—";
  if (*first == *last) return base::to_text(*first);
  return fmt::format("{}至{}", base::to_text(*first), base::to_text(*last));
}

std::string place_words(const WorkPlanRow& row) {
  if (!row.scheduled) return "";
  return row.contact.empty() ? row.place : fmt::format("{}；{}", row.place, row.contact);
}

std::string fee_words(const WorkPlanRow& row) {
  if (row.rate_fen == 0) return "—";
  return fmt::format("{}×{}= {}", yuan(row.rate_fen), row.headcount, yuan(fee_of(row)));
}

std::string certificate_words(const WorkPlanRow& row) {
  return fmt::format("{} {}（{}）", row.certificate, row.level, row.plan_year);
}

struct Sums {
  std::int64_t planned = 0;
  std::int64_t unplanned = 0;
  std::int64_t fen = 0;
  std::set<std::string> institutions;
};

Sums sums_of(const WorkPlan& plan) {
  Sums sums;
  for (const WorkPlanRow& row : plan.rows) {
    auto& persons = row.scheduled ? sums.planned : sums.unplanned;
    persons = bounded_sum(persons, row.headcount);
    sums.fen = bounded_sum(sums.fen, fee_of(row));
    sums.institutions.insert(row.institution_code);
  }
  return sums;
}

Grid grid_of(const WorkPlan& plan, const Sums& sums) {
  Grid grid;
  grid.letters = 9;
  grid.columns = {{"序号 No.", 28, Align::centre}};
  if (plan.of_several) {
    grid.columns.push_back({"院校 Institution", 88, Align::left});
    grid.columns.push_back({"证书、级别、年度 Certificate", 104, Align::left});
  } else {
    grid.columns.push_back({"证书、级别、年度 Certificate", 116, Align::left});
    grid.columns.push_back({"地点、联系人 Place, contact", 96, Align::left});
  }
  const double used = 28 + (plan.of_several ? 192 : 212);
  grid.columns.push_back({"培训时间 Training", 66, Align::centre});
  grid.columns.push_back({"考核日期 Assessment", 60, Align::centre});
  grid.columns.push_back({"人数 Persons", 40, Align::centre});
  grid.columns.push_back({"考核费（元） Fee", kPaperWidth - used - 166, Align::centre});
  for (const WorkPlanRow& row : plan.rows) {
    std::vector<std::string> cells{std::to_string(grid.rows.size() + 1)};
    if (plan.of_several) cells.push_back(fmt::format("{}（{}）", row.institution_name, row.institution_code));
    cells.push_back(certificate_words(row));
    if (!plan.of_several) cells.push_back(place_words(row));
    cells.insert(cells.end(), {training_words(row), row.planned_on ? base::to_text(*row.planned_on) : "—",
                               std::to_string(row.headcount), fee_words(row)});
    grid.rows.push_back(std::move(cells));
  }
  if (grid.rows.empty()) {
    grid.rows.push_back({"", "（没有待考核的计划 None）"});
    grid.rows.back().resize(grid.columns.size());
  }
  grid.totals = {
      "", "合计 Total", "", "", "", std::to_string(bounded_sum(sums.planned, sums.unplanned)), yuan(sums.fen)};
  return grid;
}

}  // namespace

PaperContent content_of(const WorkPlan& plan) {
  const Sums sums = sums_of(plan);
  PaperSection section;
  section.title = "1+X证书培训和考核工作计划";
  section.title_en = "Work plan of training and assessment for 1+X certificates";
  section.facts = {{plan.of_several ? "范围" : "院校", plan.of_several ? "Scope" : "Institution", plan.whose},
                   {"申报批次", "Round", plan.round_title},
                   {"制表日期", "Made on", day_words(plan.made_on)}};
  const std::string whole = plan.of_several ? fmt::format("院校{}所，", sums.institutions.size()) : std::string();
  section.opening = {{fmt::format("{}已安排考核{}人次，尚未安排{}人次，预计考核费{}元。", whole, sums.planned,
                                  sums.unplanned, yuan(sums.fen)),
                      fmt::format("{} person-times are planned, {} are not planned yet; fees of {} yuan are expected.",
                                  sums.planned, sums.unplanned, yuan(sums.fen))}};
  section.grid = grid_of(plan, sums);
  section.closing = {{"考核费为登记的每人费用乘以计划考核人数；未登记的记为“—”，不计入合计。",
                      "A fee is the recorded rate for each person times the persons planned; “—” is not known yet."}};
  section.end = {"负责人（签字）：＿＿＿＿＿＿＿＿＿＿", "（加盖公章）　　　　＿＿＿＿年＿＿月＿＿日"};

  PaperContent content;
  content.foot = fmt::format("工作计划　{}　{}　校验码 {}", plan.whose, plan.round_title, typed_digest(plan.digest));
  content.properties = {fmt::format("{} {} {}", section.title, plan.whose, plan.round_title), plan.whose,
                        plan.round_title, plan.digest, file_date(plan.made_on)};
  content.sections = {section};
  return content;
}

}  // namespace kaoji::forms_pdf
