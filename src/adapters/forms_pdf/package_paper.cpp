#include <fmt/format.h>

#include <cstdint>
#include <set>

#include "adapters/forms_pdf/bounded_sum.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "adapters/forms_pdf/paper.hpp"
#include "adapters/forms_pdf/paper_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::FormKind;
using ports::PackagedApplication;
using ports::RoundPackage;

struct Sums {
  std::set<std::string> institutions;
  std::size_t applications = 0;
  std::int64_t lines = 0;
  std::int64_t headcount = 0;

  void take(const PackagedApplication& one) {
    institutions.insert(one.institution_code);
    applications += 1;
    lines = bounded_sum(lines, one.lines);
    headcount = bounded_sum(headcount, one.headcount);
  }
};

// Persons are not summed over kinds: those of a decrease go, the others come.
Grid totals_by_kind(const RoundPackage& package) {
  Grid grid;
  grid.columns = {{"申报类别 Kind", 123.28, Align::left},
                  {"院校数 Institutions", 90, Align::centre},
                  {"申报数 Applications", 90, Align::centre},
                  {"条目数 Lines", 90, Align::centre},
                  {"人数 Headcount", 90, Align::centre}};
  Sums all;
  for (const FormKind kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    Sums sums;
    for (const PackagedApplication& one : package.applications) {
      if (one.kind == kind) {
        sums.take(one);
        all.take(one);
      }
    }
    grid.rows.push_back({fmt::format("{} {}", kind_words(kind), kind_words_en(kind)),
                         std::to_string(sums.institutions.size()), std::to_string(sums.applications),
                         std::to_string(sums.lines), std::to_string(sums.headcount)});
  }
  grid.totals = {"合计 Total", std::to_string(all.institutions.size()), std::to_string(all.applications),
                 std::to_string(all.lines), "—"};
  return grid;
}

Grid list_of(const RoundPackage& package) {
  Grid grid;
  grid.letters = 9;
  grid.columns = {{"序号 No.", 30, Align::centre},           {"申报编号 Number", 76, Align::centre},
                  {"院校 Institution", 101.28, Align::left}, {"类别 Kind", 46, Align::centre},
                  {"版次 Rev.", 30, Align::centre},          {"条目 Lines", 34, Align::centre},
                  {"人数 Persons", 46, Align::centre},       {"提交日期 Submitted", 58, Align::centre},
                  {"校验码 Digest", 62, Align::centre}};
  for (const PackagedApplication& one : package.applications) {
    grid.rows.push_back({std::to_string(grid.rows.size() + 1), one.number,
                         fmt::format("{}（{}）", one.institution_name, one.institution_code), kind_words(one.kind),
                         std::to_string(one.revision), std::to_string(one.lines), std::to_string(one.headcount),
                         base::to_text(one.submitted_on), typed_digest(one.digest)});
  }
  if (grid.rows.empty()) {
    grid.rows.push_back({"", "", "（无申报 None）"});
    grid.rows.back().resize(grid.columns.size());
  }
  return grid;
}

/// What a bureau's package says otherwise than the province's.
struct CoverWords {
  std::string title;
  std::string title_en;
  std::string maker;
  std::string maker_en;
  Passage opening;
  std::string signs;
  std::string foot;
};

CoverWords words_of(const RoundPackage& package) {
  if (package.province) {
    return {"1+X证书制度考核计划申报汇总材料",
            "Applications for 1+X assessment plans before the province",
            "汇总单位",
            "Made by",
            {"本批次全省报送审核的申报按类别合计如下，明细见后页。",
             "Applications of the whole province in this round, by kind. The list is on the pages that follow."},
            "汇总单位负责人（签字）：＿＿＿＿＿＿＿＿＿＿",
            "汇总材料"};
  }
  return {"1+X证书制度考核计划申报初审材料",
          "Applications for 1+X assessment plans after the preliminary review",
          "初审部门",
          "Bureau",
          {"本批次初审通过的申报按类别合计如下，明细见后页。",
           "Applications passed on in this round, by kind. The list is on the pages that follow."},
          "初审部门负责人（签字）：＿＿＿＿＿＿＿＿＿＿",
          "初审材料"};
}

}  // namespace

PaperContent content_of(const RoundPackage& package) {
  const CoverWords words = words_of(package);
  PaperSection cover;
  cover.title = words.title;
  cover.title_en = words.title_en;
  cover.facts = {{words.maker, words.maker_en, package.bureau_name},
                 {"申报批次", "Round", package.round_title},
                 {"制表日期", "Made on", day_words(package.made_on)},
                 {"校验码", "Digest (SM3)", typed_digest(package.digest, package.digest.size())}};
  cover.opening = {words.opening};
  cover.grid = totals_by_kind(package);
  cover.end = {words.signs, "（加盖公章）　　　　＿＿＿＿年＿＿月＿＿日"};

  PaperSection list;
  list.title = "申报明细";
  list.title_en = "List of applications";
  list.grid = list_of(package);

  PaperContent content;
  content.foot = fmt::format("{}　{}　{}　校验码 {}", words.foot, package.bureau_name, package.round_title,
                             typed_digest(package.digest));
  content.properties = {fmt::format("{} {} {}", cover.title, package.bureau_name, package.round_title),
                        package.bureau_name, package.round_title, package.digest, file_date(package.made_on)};
  content.sections = {cover, list};
  return content;
}

}  // namespace kaoji::forms_pdf
