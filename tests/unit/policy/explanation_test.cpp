#include "core/policy/explanation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kaoji::core {
namespace {

using std::chrono::month_day;

Policy notice() {
  Policy policy;
  policy.id = "n";
  policy.effective_from = *base::parse_date("2021-09-30");
  const auto md = [](unsigned m, unsigned d) { return month_day{std::chrono::month{m}, std::chrono::day{d}}; };
  RoundRule spring{"spring", "春季学期", "二(一)", 2022, {}, {ApplicationKind::new_plans, ApplicationKind::decrease},
                   {},       30,         true};
  spring.windows = {YearlyWindow{md(3, 11), md(3, 20)}, YearlyWindow{md(3, 21), md(3, 24)},
                    YearlyWindow{md(3, 25), md(3, 28)}};
  RoundRule once{"autumn-2021", "2021年秋季学期", "三", 2021, 2021, {ApplicationKind::decrease}, {}, std::nullopt,
                 false};
  once.windows = {YearlyWindow{md(10, 21), md(10, 30)}, YearlyWindow{md(10, 31), md(11, 4)},
                  YearlyWindow{md(11, 5), md(11, 8)}};
  policy.rounds = {spring, once};
  policy.exit_from_year = 2021;
  policy.exit_window = {md(11, 11), md(11, 20)};
  policy.preliminary_review = {InstitutionKind::local_secondary};
  policy.cap_percent = 30;
  return policy;
}

TEST(Explanation, TheCalendarComesInTheOrderOfTheDays) {
  const auto words = explain(notice(), 2026);
  ASSERT_GE(words.size(), 3U);
  EXPECT_EQ(words[0].title_zh, "春季学期");
  EXPECT_NE(words[0].zh.find("院校申报 2026-03-11 至 2026-03-20（新增申报、调减申报）"), std::string::npos)
      << words[0].zh;
  EXPECT_NE(words[0].en.find("at most 30 %"), std::string::npos) << words[0].en;
  EXPECT_EQ(words[1].title_en, "forced exit");
  EXPECT_NE(words[1].en.find("declared on or before 2025-11-11"), std::string::npos) << words[1].en;
  EXPECT_EQ(words[2].title_zh, "计划使用截止");
}

TEST(Explanation, RemindersAndTheAgreementAreSaidWhereThereAreAny) {
  Policy policy = notice();
  EXPECT_NE(explain(policy, 2026)[1].zh.find("此前 90、60、30、7 天"), std::string::npos);
  policy.exit_reminder_days.clear();
  EXPECT_EQ(explain(policy, 2026)[1].en.find("reminded"), std::string::npos);
  const auto routing = [](const Policy& of) {
    const auto words = explain(of, 2026);
    return std::ranges::find(words, "routing", &PolicyWords::title_en)->zh;
  };
  EXPECT_EQ(routing(policy).find("对账"), std::string::npos);
  policy.reconcile_before_final = true;
  EXPECT_NE(routing(policy).find("对账"), std::string::npos);
}

TEST(Explanation, ARoundOfOneYearIsInThatYearOnly) {
  const auto words = explain(notice(), 2021);
  EXPECT_EQ(words[0].title_zh, "2021年秋季学期");
  EXPECT_NE(words[0].zh.find("不设上限，不纳入监测指标"), std::string::npos) << words[0].zh;
}

TEST(Explanation, BeforeTheNoticeThereIsNothing) {
  const auto words = explain(notice(), 2020);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_NE(words[0].zh.find("2021-09-30"), std::string::npos);
}

TEST(Explanation, WithoutPreliminaryReviewNobodyIsPromisedOne) {
  Policy policy = notice();
  policy.preliminary_review.clear();
  for (const auto& words : explain(policy, 2026)) EXPECT_EQ(words.zh.find("初审"), std::string::npos) << words.zh;
}

}  // namespace
}  // namespace kaoji::core
