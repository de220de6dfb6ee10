#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "golden/golden_file.hpp"
#include "golden/ink_map.hpp"
#include "golden/paper_documents.hpp"
#include "golden/printed.hpp"

namespace kaoji::golden {
namespace {

using ports::ExitLetter;
using ports::FormKind;
using ports::Paper;
using ports::RoundPackage;
using ports::SubmissionReceipt;
using ports::WorkPlan;

std::string print(const Paper& paper) {
  const child_process::SelfChild children;
  return forms_pdf::ChildPrinter(children).print(paper);
}

std::string squeezed(std::string text) {
  std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '\f'; });
  return text;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

struct Case {
  std::string name;
  Paper paper;
};

RoundPackage of_province(RoundPackage package) {
  package.province = true;
  package.bureau_name = "河南省教育厅";
  return package;
}

std::vector<Case> cases() {
  return {{"package_0", sample_package(0)},
          {"package_40", sample_package(40)},
          {"package_province_3", of_province(sample_package(3))},
          {"work_plan_1", sample_work_plan(1, false)},
          {"work_plan_30", sample_work_plan(30, false)},
          {"work_plan_bureau_0", sample_work_plan(0, true)},
          {"work_plan_bureau_40", sample_work_plan(40, true)},
          {"exit_letter_1", sample_letter(1)},
          {"exit_letter_40", sample_letter(40)},
          {"receipt_new_8", sample_receipt(FormKind::new_plans, 8)},
          {"receipt_increase_8", sample_receipt(FormKind::increase, 8)},
          {"receipt_decrease_60", sample_receipt(FormKind::decrease, 60)},
          {"report_province", sample_report(60, 2)},
          {"report_institution", sample_report(1, 0)}};
}

class Papers : public testing::TestWithParam<Case> {};

TEST_P(Papers, ReadAndLookAsTheyDid) {
  const Printed printed(print(GetParam().paper));
  const std::string text = printed.text() + "\n";
  EXPECT_TRUE(text == golden(GetParam().name + ".txt", text)) << text;
  expect_ink(GetParam().name + ".ink", printed, 0);
  if (printed.pages() > 1) {
    expect_ink(GetParam().name + "_last.ink", printed, printed.pages() - 1);
  }
}

TEST_P(Papers, AreAFourWithFootAndDigestOnEachPage) {
  const Printed printed(print(GetParam().paper));
  for (int page = 0; page < printed.pages(); ++page) {
    EXPECT_NEAR(printed.size(page).first, 595.28, 0.5);
    EXPECT_NEAR(printed.size(page).second, 841.89, 0.5);
    const std::string text = squeezed(printed.text(page));
    EXPECT_EQ(count(text, fmt::format("第{}页共{}页", page + 1, printed.pages())), 1U);
    EXPECT_GE(count(text, "校验码9F2C4A1B0D3E5F67"), 1U);
    const Picture picture = printed.picture(page, 72);
    EXPECT_EQ(picture.darkness(0, 0, 54, picture.height), 0);
    EXPECT_EQ(picture.darkness(picture.width - 54, 0, 54, picture.height), 0);
    EXPECT_EQ(picture.darkness(0, 773, picture.width, 9), 0) << "page " << page;  // between body and foot
  }
  for (const std::string& font : printed.fonts()) {
    EXPECT_TRUE(std::regex_match(font, std::regex("[A-Z]{6}\\+NotoSerifCJKsc-(Regular|Bold)"))) << font;
  }
}

TEST_P(Papers, PrintToTheSameBytesAgain) {
  EXPECT_TRUE(print(GetParam().paper) == print(GetParam().paper));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Papers, testing::ValuesIn(cases()), [](const auto& info) { return info.param.name; });

TEST(RoundPackages, SumByKindAndCountEachInstitutionOnce) {
  RoundPackage package = sample_package(5);  // kinds new, increase, decrease, new, increase of institutions 0 0 1 1 2
  for (auto& one : package.applications) {
    one.lines = 2;
    one.headcount = 30;
  }
  const std::string cover = squeezed(Printed(print(package)).text(0));
  EXPECT_NE(cover.find("新增申报Newplans22460"), std::string::npos) << cover;
  EXPECT_NE(cover.find("调增申报Increase22460"), std::string::npos);
  EXPECT_NE(cover.find("调减申报Decrease11230"), std::string::npos);
  EXPECT_NE(cover.find("合计Total3510—"), std::string::npos);
}

TEST(RoundPackages, ListEachApplicationOnceAfterTheCover) {
  const RoundPackage package = sample_package(200);
  const Printed printed(print(package));
  EXPECT_EQ(printed.text(0).find("KJ2026-000001"), std::string::npos);
  const std::string text = printed.text();
  for (const auto& one : package.applications) EXPECT_EQ(count(text, one.number), 1U) << one.number;
}

TEST(ExitLetters, NameRuleDayAndTotals) {
  const std::string text = squeezed(Printed(print(sample_letter(3))).text());
  EXPECT_NE(text.find("教职成函〔2021〕628号二(四)"), std::string::npos);
  EXPECT_NE(text.find("截至2026年11月11日"), std::string::npos);
  EXPECT_NE(text.find("共3项、33人"), std::string::npos) << text;
  EXPECT_NE(text.find("KJ2026-000123、KJ2026-000456"), std::string::npos);
  ExitLetter letter = sample_letter(3);
  letter.voided_applications.clear();
  EXPECT_EQ(count(Printed(print(letter)).text(), "作废"), 0U);
}

TEST(Receipts, TellWhatCameAndWhen) {
  const std::string text = squeezed(Printed(print(sample_receipt(FormKind::decrease, 2))).text());
  EXPECT_NE(text.find("2026-03-1217:36:07.089+08:00"), std::string::npos) << text;
  EXPECT_NE(text.find("200−10190"), std::string::npos);
  EXPECT_NE(text.find("9F2C4A1B0D3E5F6778899AABBCCDDEEFF00112233445566778899AABBCCDDEEF"), std::string::npos);
  EXPECT_EQ(count(squeezed(Printed(print(sample_receipt(FormKind::new_plans, 2))).text()), "调整前"), 0U);
}

TEST(RatesReports, SayWhatTheyRestOnAndThatDemoDataAreMadeUp) {
  const std::string live = squeezed(Printed(print(sample_report(1, 0))).text());
  EXPECT_EQ(count(live, "演示数据，院校、计划和数字均为虚构"),
            static_cast<std::size_t>(Printed(print(sample_report(1, 0))).pages()));
  EXPECT_NE(live.find("实时数据，未冻结"), std::string::npos);
  EXPECT_EQ(live.find("各院校"), std::string::npos) << "one institution is no table of institutions";
  const std::string frozen = squeezed(Printed(print(sample_report(9, 2))).text());
  EXPECT_EQ(count(frozen, "虚构"), 0U);
  EXPECT_NE(frozen.find("冻结版第2版"), std::string::npos);
  EXPECT_NE(frozen.find("更正考核登记后重新发布"), std::string::npos);
  EXPECT_NE(frozen.find("调整率=调减÷年初实有+新增申报+调增"), std::string::npos);
  EXPECT_NE(frozen.find("不纳入指标的批次：2026年秋季学期（三），其调减共63人"), std::string::npos) << frozen;
}

TEST(WorkPlans, SumPersonsAndFeesThatAreKnown) {
  WorkPlan plan = sample_work_plan(4, false);  // rows 0 and 3 at a rate, 1 without one, 2 not planned
  for (auto& row : plan.rows) row.headcount = 40;
  const std::string text = squeezed(Printed(print(plan)).text());
  EXPECT_NE(text.find("已安排考核120人次，尚未安排40人次，预计考核费22440.00元"), std::string::npos) << text;
  EXPECT_NE(text.find("280.50×40=11220.00"), std::string::npos);
  EXPECT_NE(text.find("2026-05-06至2026-05-10"), std::string::npos);
  EXPECT_EQ(count(text, "未安排"), 2U);
}

TEST(WorkPlans, OfSeveralNameEachInstitution) {
  const std::string text = squeezed(Printed(print(sample_work_plan(4, true))).text());
  EXPECT_NE(text.find("院校2所"), std::string::npos) << text;
  EXPECT_NE(text.find("EX-0001"), std::string::npos);
  EXPECT_EQ(count(text, "王老师"), 0U);
}

TEST(PapersOfAnything, ArePrintedWhateverIsInTheirTexts) {
  SubmissionReceipt receipt = sample_receipt(FormKind::increase, 3);
  for (auto& line : receipt.lines) {
    line.certificate = std::string(2000, 'W') + "甲\n乙\x01";
    line.headcount = std::numeric_limits<std::int64_t>::max();
  }
  receipt.institution_name = std::string(2000, 'W');
  const std::string text = squeezed(Printed(print(receipt)).text());
  EXPECT_EQ(count(text, "W"), 4U * 2000);
  EXPECT_EQ(count(text, "甲乙〓"), 3U);
}

TEST(PapersOfAnything, RefuseWhatNobodyShouldMake) {
  const auto broken = [](auto paper, const auto& change) {
    change(paper);
    return Paper(paper);
  };
  EXPECT_THROW(print(broken(sample_letter(1), [](auto& l) { l.plans.clear(); })), std::invalid_argument);
  EXPECT_THROW(print(broken(sample_letter(1), [](auto& l) { l.exited_on = {}; })), std::invalid_argument);
  EXPECT_THROW(print(broken(sample_receipt(FormKind::increase, 1), [](auto& r) { r.lines.clear(); })),
               std::invalid_argument);
  EXPECT_THROW(print(broken(sample_package(1), [](auto& p) { p.digest = "short"; })), std::invalid_argument);
  EXPECT_THROW(print(broken(sample_package(1), [](auto& p) { p.applications[0].number = "KJ|1"; })),
               std::invalid_argument);
}

}  // namespace
}  // namespace kaoji::golden
