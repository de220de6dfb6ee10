#include "core/application/scan_advice.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kaoji::core {
namespace {

const FormIdentity kForm{"KJ2026-000123", 3, "71AF56C2078A9610"};

SheetMark sheet(int page, int pages) {
  return {kForm.number, 3, page, pages, kForm.digest};
}

SheetAdvice advice_on(SheetCheck check, const SheetsRead& read, const FormIdentity& form = kForm) {
  const auto all = advise(read, form);
  return *std::ranges::find(all, check, &SheetAdvice::check);
}

SheetsRead pages(PageMarks marks) {
  return {std::move(marks), {}, {}, {}};
}

TEST(ScanAdvice, SaysSixThingsInTheirOrder) {
  std::vector<std::string_view> checks;
  for (const SheetAdvice& advice : advise(pages({sheet(1, 1)}), kForm)) {
    checks.push_back(to_text(advice.check));
    EXPECT_FALSE(advice.zh.empty() || advice.en.empty());
  }
  EXPECT_EQ(checks, (std::vector<std::string_view>{"binding", "pages", "figures", "seal", "leader-signature",
                                                   "department-signature"}));
}

TEST(ScanAdvice, AWholeFormIsGreen) {
  const SheetsRead read = pages({sheet(2, 2), sheet(1, 2)});
  for (const SheetCheck check : {SheetCheck::binding, SheetCheck::pages, SheetCheck::figures}) {
    EXPECT_EQ(advice_on(check, read).light, Light::green) << to_text(check);
  }
}

TEST(ScanAdvice, APrintThatSaysDraftIsToBeLookedAt) {
  SheetMark draft = sheet(2, 2);
  draft.draft = true;
  const SheetAdvice advice = advice_on(SheetCheck::binding, pages({sheet(1, 2), draft}));
  EXPECT_EQ(advice.light, Light::amber);
  EXPECT_EQ(advice.page, 2);
  EXPECT_NE(advice.zh.find("草稿"), std::string::npos);
}

TEST(ScanAdvice, WithoutACodeThePersonMustLook) {
  const SheetsRead read = pages({std::nullopt});
  for (const SheetCheck check : {SheetCheck::binding, SheetCheck::pages, SheetCheck::figures}) {
    EXPECT_EQ(advice_on(check, read).light, Light::amber) << to_text(check);
  }
}

TEST(ScanAdvice, APageThatCannotBeReadMayBeTheMissingOne) {
  const SheetAdvice advice = advice_on(SheetCheck::pages, pages({sheet(1, 2), std::nullopt}));
  EXPECT_EQ(advice.light, Light::amber);
  EXPECT_EQ(advice.page, 2);
}

TEST(ScanAdvice, AScanThatTheApplicationHasOvertakenIsRed) {
  FormIdentity later = kForm;
  later.revision = 4;
  later.digest = "0000000000000001";
  const SheetAdvice advice = advice_on(SheetCheck::binding, pages({sheet(1, 1)}), later);
  EXPECT_EQ(advice.light, Light::red);
  EXPECT_EQ(advice.zh, "第1页是第3版，当前为第4版");
}

TEST(ScanAdvice, FiguresThatMovedAreToBeCompared) {
  FormIdentity moved = kForm;
  moved.digest = "0000000000000001";
  EXPECT_EQ(advice_on(SheetCheck::binding, pages({sheet(1, 1)}), moved).light, Light::green);
  EXPECT_EQ(advice_on(SheetCheck::figures, pages({sheet(1, 1)}), moved).light, Light::amber);
}

TEST(ScanAdvice, SealAndSignaturesAreShownWhereTheyAreOrBelong) {
  const PageBox box{100, 50, 200, 190};
  SheetsRead read = pages({sheet(1, 1)});
  read.seal = {Sighting::found, 1, box};
  read.leader_signature = {Sighting::uncertain, 2, box};
  read.department_signature = {Sighting::not_found, 0, {}};
  EXPECT_EQ(advice_on(SheetCheck::seal, read).light, Light::green);
  EXPECT_EQ(advice_on(SheetCheck::seal, read).box, box);
  EXPECT_EQ(advice_on(SheetCheck::leader_signature, read).light, Light::amber);
  EXPECT_EQ(advice_on(SheetCheck::leader_signature, read).page, 2);
  EXPECT_EQ(advice_on(SheetCheck::department_signature, read).light, Light::red);
  EXPECT_FALSE(advice_on(SheetCheck::department_signature, read).box.has_value());
}

}  // namespace
}  // namespace kaoji::core
