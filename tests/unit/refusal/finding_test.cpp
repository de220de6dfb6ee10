#include "core/refusal/finding.hpp"

#include <gtest/gtest.h>

#include "base/check.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

base::Date day(std::string_view text) {
  return *base::parse_date(text);
}

FindingBuilder cap_exceeded() {
  FindingBuilder builder(Code::cap_exceeded);
  builder.number("asked", 61).number("allowed", 60).number("base", 200).number("percent", 30);
  return builder;
}

TEST(Finding, SaysTheFactsInBothLanguages) {
  const Finding finding = cap_exceeded().clause("二(二)3").number("left", 12).done();
  EXPECT_EQ(finding.zh, "调减合计61人，超过上限60人（实有200人的30%）。");
  EXPECT_EQ(finding.en, "decreases add up to 61, beyond 60 (30 % of 200).");
  EXPECT_EQ(finding.remedy_zh, "本批次还可调减12人。请减少调减人数，或向省推进办申请上限豁免。");
  EXPECT_EQ(finding.clause, "二(二)3");
  ASSERT_EQ(finding.numbers.size(), 5U);
  EXPECT_EQ(finding.numbers.front().name, "asked");
  EXPECT_EQ(finding.numbers.front().value, 61);
}

TEST(Finding, LeavesOutThePartOfWhichAFactIsNotKnown) {
  EXPECT_EQ(cap_exceeded().done().remedy_zh, "请减少调减人数，或向省推进办申请上限豁免。");
  EXPECT_EQ(cap_exceeded().word("about", "甲证书 初级").done().zh,
            "“甲证书 初级”：调减合计61人，超过上限60人（实有200人的30%）。");
}

TEST(Finding, AFactThatMustBeKnownIsMissed) {
  EXPECT_THROW((void)FindingBuilder(Code::cap_exceeded).number("asked", 61).done(), base::BrokenAssumption);
}

TEST(Finding, NamesTheLineAndTheNextWindow) {
  const Finding finding = FindingBuilder(Code::window_closed)
                              .word("stage_zh", "申报")
                              .word("stage_en", "submission")
                              .next_window(DayWindow{day("2026-03-11"), day("2026-03-20")})
                              .line_field(2, "headcount")
                              .done();
  EXPECT_EQ(finding.field, "lines[2].headcount");
  ASSERT_TRUE(finding.next_window.has_value());
  EXPECT_EQ(finding.next_window->first, day("2026-03-11"));
  EXPECT_NE(finding.remedy_zh.find("下一次开放：2026-03-11至2026-03-20。"), std::string::npos) << finding.remedy_zh;
}

TEST(Findings, SortByCodeAndKeepTheLinesInTheirOrder) {
  const auto level = [](std::size_t line) {
    return FindingBuilder(Code::level_unknown).line_field(line, "level").word("about", "甲证书").done();
  };
  Findings findings;
  findings.add(FindingBuilder(Code::form_unsigned).done());
  findings.add(level(0));
  findings.add(FindingBuilder(Code::not_registered).done());
  findings.add(level(1));
  const Findings sorted = findings.sorted();
  ASSERT_EQ(sorted.all().size(), 4U);
  EXPECT_EQ(sorted.headline().code, Code::not_registered);
  EXPECT_EQ(sorted.all()[1].field, "lines[0].level");
  EXPECT_EQ(sorted.all()[2].field, "lines[1].level");
  EXPECT_EQ(sorted.all()[3].code, Code::form_unsigned);
  EXPECT_TRUE(findings.has(Code::level_unknown));
  EXPECT_FALSE(findings.has(Code::cap_exceeded));
  expect_well_formed(sorted);
}

TEST(Findings, NoneHaveNoHeadline) {
  EXPECT_THROW((void)Findings{}.headline(), base::BrokenAssumption);
}

TEST(DayWindow, HoldsBothItsEnds) {
  const DayWindow window{day("2026-03-11"), day("2026-03-20")};
  EXPECT_FALSE(window.holds(day("2026-03-10")));
  EXPECT_TRUE(window.holds(day("2026-03-11")));
  EXPECT_TRUE(window.holds(day("2026-03-20")));
  EXPECT_FALSE(window.holds(day("2026-03-21")));
}

}  // namespace
}  // namespace kaoji::core
