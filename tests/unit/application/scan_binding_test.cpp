#include "core/application/scan_binding.hpp"

#include <gtest/gtest.h>

namespace kaoji::core {
namespace {

constexpr std::string_view kClause = "二(二)";
const FormIdentity kForm{"KJ2026-000123", 3, "71AF56C2078A9610"};

SheetMark sheet(int page, int pages) {
  return {kForm.number, 3, page, pages, kForm.digest};
}

SheetMark with_revision(SheetMark mark, int revision) {
  mark.revision = revision;
  return mark;
}

SheetMark with_number(SheetMark mark, std::string_view number) {
  mark.number = number;
  return mark;
}

SheetMark with_digest(SheetMark mark, std::string_view digest) {
  mark.digest = digest;
  return mark;
}

/// `page=1 revision=1`, of each finding.
std::vector<std::string> numbers_of(const Findings& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings.all()) {
    std::string text;
    for (const auto& [name, value] : finding.numbers) {
      text += (text.empty() ? "" : " ") + name + "=" + std::to_string(value);
    }
    all.push_back(text);
  }
  return all;
}

struct Row {
  std::string name;
  PageMarks pages;
  std::vector<std::string> findings;  ///< their numbers
  std::string zh;                     ///< of the first
};

class ScanBinding : public testing::TestWithParam<Row> {};

const std::string kOther = "KJ2026-000009";
const SheetMark kOld = with_revision(with_digest(sheet(1, 1), "0000000000000001"), 1);

INSTANTIATE_TEST_SUITE_P(
    Table, ScanBinding,
    testing::Values(
        Row{"Whole", {sheet(1, 2), sheet(2, 2)}, {}, ""}, Row{"InAnyOrder", {sheet(2, 2), sheet(1, 2)}, {}, ""},
        Row{"NoCode", {std::nullopt, std::nullopt}, {}, ""}, Row{"NoPage", {}, {}, ""},
        Row{"BlankBacks", {sheet(1, 2), std::nullopt, sheet(2, 2), std::nullopt}, {}, ""},
        Row{"OtherApplication",
            {with_number(sheet(1, 1), kOther)},
            {"page=1"},
            "第1页是另一申报（KJ2026-000009）的汇总表。"},
        Row{"OtherApplicationToldOnce",
            {sheet(1, 3), with_number(sheet(1, 2), kOther), with_number(sheet(2, 2), kOther)},
            {"page=2"},
            "第2页是另一申报（KJ2026-000009）的汇总表。"},
        Row{"OlderRevision", {kOld}, {"page=1 revision=1 current=3"}, "第1页是第1版，当前为第3版。"},
        Row{"TwoOlderRevisions",
            {kOld, with_revision(kOld, 2)},
            {"page=1 revision=1 current=3", "page=2 revision=2 current=3"},
            "第1页是第1版，当前为第3版。"},
        Row{"FiguresMoved",
            {sheet(1, 2), with_digest(sheet(2, 2), "0000000000000001")},
            {"page=2 revision=3"},
            "第2页（校验码0000000000000001）打印以后数据有变动。"},
        Row{"StrangePagesHideMissingOnes",
            {sheet(1, 3), kOld},
            {"page=2 revision=1 current=3"},
            "第2页是第1版，当前为第3版。"},
        Row{"Missing", {sheet(1, 3), sheet(3, 3)}, {"missing=2 form_pages=3"}, "第2页缺失（汇总表共3页）。"},
        Row{"TwoMissing",
            {sheet(2, 3)},
            {"missing=1 form_pages=3", "missing=3 form_pages=3"},
            "第1页缺失（汇总表共3页）。"},
        Row{"MissingPerhapsUnreadable", {sheet(1, 3), sheet(3, 3), std::nullopt}, {}, ""},
        Row{"Doubled", {sheet(1, 2), sheet(1, 2), sheet(2, 2)}, {"doubled=1 times=2"}, "第1页出现2次。"},
        Row{"DoubledIsCertainBesideAnUnreadableOne",
            {sheet(2, 2), sheet(2, 2), std::nullopt},
            {"doubled=2 times=2"},
            "第2页出现2次。"},
        Row{"DoubledAndMissing",
            {sheet(1, 2), sheet(1, 2)},
            {"doubled=1 times=2", "missing=2 form_pages=2"},
            "第1页出现2次。"},
        Row{"TotalsThatDisagree",
            {sheet(1, 2), sheet(2, 3)},
            {"missing=3 form_pages=3"},
            "第3页缺失（汇总表共3页）。"}),
    [](const auto& tested) { return tested.param.name; });

TEST_P(ScanBinding, FindsWhatIsWrong) {
  const Findings findings = bind_scan(GetParam().pages, kForm, kClause);
  EXPECT_EQ(numbers_of(findings), GetParam().findings);
  for (const Finding& finding : findings.all()) {
    EXPECT_EQ(finding.code, Code::form_stale);
    EXPECT_EQ(finding.clause, kClause);
    EXPECT_FALSE(finding.remedy_zh.empty() || finding.remedy_en.empty() || finding.en.empty()) << finding.zh;
  }
  if (!findings.empty()) {
    EXPECT_EQ(findings.all().front().zh, GetParam().zh);
  }
}

TEST(ScanBindingWords, SayWhatToDo) {
  const auto remedy = [](const PageMarks& pages) { return bind_scan(pages, kForm, kClause).all().front().remedy_zh; };
  EXPECT_EQ(remedy({kOld}), "请重新打印第3版，签字盖章后上传。");
  EXPECT_EQ(remedy({with_digest(sheet(1, 1), "0000000000000001")}), "请重新打印第3版，签字盖章后上传。");
  EXPECT_EQ(remedy({with_number(sheet(1, 1), kOther)}), "请上传本申报（KJ2026-000123）的汇总表。");
  EXPECT_EQ(remedy({sheet(1, 2)}), "请补上第2页，全部重新上传。");
  EXPECT_EQ(remedy({sheet(1, 1), sheet(1, 1)}), "请去掉多余的第1页后重新上传。");
}

TEST(ScanBindingWords, AMadeUpTotalNamesTwentyMissingPages) {
  EXPECT_EQ(bind_scan({sheet(1, 1'000'000)}, kForm, kClause).all().size(), 20U);
}

TEST(ShortDigest, IsWhatACodeCarries) {
  EXPECT_EQ(short_digest("71af56c2078a9610fd60d22d47bb7da787efabc65bcccd2efccc9a52f75eb22f"), kForm.digest);
}

}  // namespace
}  // namespace kaoji::core
