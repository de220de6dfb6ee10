#include "core/plan/assessment_records.hpp"

#include <gtest/gtest.h>

#include "unit/application/notice_628.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

NamedPlan named(std::int64_t headcount, std::int64_t examined) {
  NamedPlan named;
  named.called = "Web前端开发 中级 2026";
  named.certificate = Certificate{};
  named.level = Level::intermediate;
  Plan plan;
  plan.key.year = 2026;
  plan.balance.headcount = headcount;
  plan.balance.examined = examined;
  plan.balance.examined_year = 2026;
  plan.balance.examined_in_year = examined;
  plan.balance.use_from = on("2026-03-26");
  named.plan = plan;
  return named;
}

std::vector<Code> codes(const Findings& findings) {
  std::vector<Code> codes;
  for (const Finding& finding : findings.all()) codes.push_back(finding.code);
  return codes;
}

TEST(Schedule, HoldsNoMoreThanAreLeftAndNoDayOutsideThePlan) {
  const auto check = [](std::optional<std::int64_t> headcount, const char* day) {
    return codes(check_schedule(named(100, 40), {on(day), "甲", headcount, "乙"}, on("2026-06-20"), "二(四)"));
  };
  EXPECT_EQ(check(60, "2026-09-01"), std::vector<Code>{});
  EXPECT_EQ(check(61, "2026-09-01"), std::vector{Code::over_plan});
  EXPECT_EQ(check(0, "2026-09-01"), std::vector{Code::headcount_invalid});
  EXPECT_EQ(check(std::nullopt, "2026-09-01"), std::vector{Code::headcount_invalid});
  EXPECT_EQ(check(60, "2026-03-25"), std::vector{Code::date_invalid});
  EXPECT_EQ(check(60, "2027-12-31"), std::vector<Code>{});
  EXPECT_EQ(check(60, "2028-01-01"), std::vector{Code::date_invalid});
  NamedPlan gone = named(0, 0);
  EXPECT_EQ(codes(check_schedule(gone, {on("2026-09-01"), "甲", 1, "乙"}, on("2026-06-20"), "二(四)")).front(),
            Code::no_such_plan);
}

TEST(Schedule, TrainsBeforeTheAssessmentAndNotBackwards) {
  const auto check = [](const char* from, const char* to) {
    ScheduleWish wish{on("2026-09-10"), "甲", 1, "乙"};
    if (*from != 0) wish.training.from = on(from);
    if (*to != 0) wish.training.to = on(to);
    return codes(check_schedule(named(100, 0), wish, on("2026-06-20"), "二(四)"));
  };
  EXPECT_EQ(check("", ""), std::vector<Code>{});
  EXPECT_EQ(check("2026-09-01", "2026-09-05"), std::vector<Code>{});
  EXPECT_EQ(check("2026-09-10", "2026-09-10"), std::vector<Code>{});
  EXPECT_EQ(check("", "2026-09-10"), std::vector<Code>{});
  EXPECT_EQ(check("2026-09-05", "2026-09-04"), std::vector{Code::date_invalid});
  EXPECT_EQ(check("2026-09-05", "2026-09-11"), std::vector{Code::date_invalid});
  EXPECT_EQ(check("2026-09-11", ""), std::vector{Code::date_invalid});
}

TEST(Fee, IsDueThroughItsDayAndOverdueAfterIt) {
  Fee fee;
  fee.terms = {28'000, on("2026-07-01"), std::nullopt, ""};
  EXPECT_EQ(fee_state(std::nullopt, on("2026-07-01")), FeeState::none);
  EXPECT_EQ(fee_state(fee, on("2026-07-01")), FeeState::due);
  EXPECT_EQ(fee_state(fee, on("2026-07-02")), FeeState::overdue);
  fee.terms.paid_on = on("2026-07-02");
  EXPECT_EQ(fee_state(fee, on("2026-07-02")), FeeState::paid);
}

TEST(Fee, ChangesWithAReasonUnlessOnlyThePaymentIsAdded) {
  Fee before;
  before.terms = {28'000, on("2026-07-01"), std::nullopt, ""};
  const auto check = [&](const FeeWish& wish, std::string_view reason) {
    return codes(check_fee(before, wish, reason, on("2026-06-19"), on("2026-07-02")));
  };
  EXPECT_EQ(check({28'000, on("2026-07-01"), on("2026-07-02"), "001"}, ""), std::vector<Code>{});
  EXPECT_EQ(check({30'000, on("2026-07-01"), std::nullopt, ""}, " "), std::vector{Code::note_required});
  EXPECT_EQ(check({30'000, on("2026-07-01"), std::nullopt, ""}, "标准有误"), std::vector<Code>{});
  EXPECT_EQ(check({28'000, on("2026-07-01"), on("2026-07-03"), ""}, ""), std::vector{Code::date_invalid});
  before.terms.paid_on = on("2026-07-01");
  EXPECT_EQ(check({28'000, on("2026-07-01"), on("2026-07-02"), ""}, ""), std::vector{Code::note_required});
  EXPECT_EQ(check({28'000, on("2026-07-01"), std::nullopt, ""}, ""), std::vector{Code::note_required});
}

TEST(Reversal, LeavesEveryFigureAsIfTheOtherHadNeverBeen) {
  LedgerEntry declared;
  declared.kind = EntryKind::declared;
  declared.headcount = 100;
  declared.effective_on = on("2026-03-26");
  declared.declared_on = on("2026-03-12");
  LedgerEntry sat;
  sat.id = EntryId{2};
  sat.kind = EntryKind::examined;
  sat.headcount = 40;
  sat.passed = 31;
  sat.effective_on = on("2026-06-19");
  const LedgerEntry back = reversal_of(sat, at("2026-07-01T10:00:00+08:00"));
  EXPECT_EQ(back.reverses, sat.id);
  EXPECT_EQ(back.effective_on, sat.effective_on);
  const Balance balance = fold({declared, sat, back});
  EXPECT_EQ(balance.examined, 0);
  EXPECT_EQ(balance.passed, 0);
  EXPECT_EQ(live(balance, 2026), 100);
  EXPECT_EQ(live(balance, 2027), 100);
  EXPECT_EQ(codes(check_reversal(sat, false, "误登")), std::vector<Code>{});
  EXPECT_EQ(codes(check_reversal(sat, true, "误登")), std::vector{Code::not_awaiting});
  EXPECT_EQ(codes(check_reversal(back, false, "")), (std::vector{Code::not_awaiting, Code::note_required}));
}

TEST(Reversal, SaysWhatStandsInItsWayAndNothingOfApplications) {
  LedgerEntry sat;
  sat.id = EntryId{2};
  sat.kind = EntryKind::examined;
  const LedgerEntry back = reversal_of(sat, at("2026-07-01T10:00:00+08:00"));
  Schedule cancelled;
  cancelled.cancelled = true;
  EXPECT_TRUE(check_stands(sat, false).empty());
  EXPECT_TRUE(check_stands(Schedule{}).empty());
  for (const auto& [findings, word] :
       {std::pair{check_stands(sat, true), "已经冲销"}, std::pair{check_stands(back, false), "冲销记录"},
        std::pair{check_stands(cancelled), "已经取消"}}) {
    ASSERT_EQ(codes(findings), std::vector{Code::not_awaiting});
    expect_well_formed(findings);
    EXPECT_NE(findings.headline().zh.find(word), std::string::npos) << findings.headline().zh;
    EXPECT_EQ(findings.headline().zh.find("申报"), std::string::npos) << findings.headline().zh;
    EXPECT_EQ(findings.headline().en.find("application"), std::string::npos) << findings.headline().en;
  }
}

}  // namespace
}  // namespace kaoji::core
