#include <gtest/gtest.h>

#include "unit/application/submission_case.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

using enum ApplicationKind;

TEST(SubmissionConsequences, EverythingWrongIsFoundAtOnceInOrder) {
  SubmissionCase it = valid_case(decrease);
  it.facts.institution.registered = false;
  it.application.lines = {line_of("丙证书", {}, "初级", 0, ""), line_of("甲证书", kCertificate, "中级", 201, "")};
  it.application.scan_revision = 1;
  it.now = at("2026-06-01T00:00:00+08:00");
  const Findings findings = it.assess().findings;
  expect_well_formed(findings);
  EXPECT_EQ(findings.headline().code, Code::not_registered);
  for (const Code code : {Code::certificate_unknown, Code::headcount_invalid, Code::reason_required,
                          Code::window_closed, Code::no_such_plan, Code::below_examined, Code::form_stale}) {
    EXPECT_TRUE(findings.has(code)) << to_text(code);
  }
  // No window is open: there is no round whose cap could be passed.
  EXPECT_FALSE(findings.has(Code::cap_exceeded));
}

TEST(SubmissionConsequences, AClosedWindowNamesTheNextOne) {
  SubmissionCase it = valid_case(new_plans);
  it.now = at("2026-03-21T00:00:00+08:00");
  const auto findings = it.assess().findings;
  ASSERT_FALSE(findings.empty());
  ASSERT_TRUE(findings.headline().next_window.has_value());
  EXPECT_EQ(*findings.headline().next_window, (DayWindow{on("2026-09-11"), on("2026-09-20")}));
}

struct Route {
  InstitutionKind kind;
  const char* bureau;
  bool bureau_first;
  Desk decides;
};

TEST(SubmissionConsequences, RoutingFollowsKindAndPolicy) {
  using enum InstitutionKind;
  for (const Route& route :
       {Route{local_secondary, "410100", true, Desk::bureau}, Route{local_secondary, "410100", false, Desk::department},
        Route{higher_vocational, "", true, Desk::department}, Route{applied_undergraduate, "", true, Desk::department},
        Route{provincial_secondary, "", true, Desk::department}}) {
    SubmissionCase it = valid_case(new_plans);
    it.facts.institution.kind = route.kind;
    it.facts.institution.bureau = route.bureau;
    if (!route.bureau_first) it.policy.preliminary_review.clear();
    const SubmissionAssessment assessment = it.assess();
    EXPECT_EQ(assessment.becomes, Status::submitted);
    EXPECT_EQ(assessment.decides_next, route.decides) << to_text(route.kind);
  }
}

TEST(SubmissionConsequences, AResubmissionGoesBackToTheStageThatReturnedIt) {
  SubmissionCase it = returned_case(new_plans);
  it.facts.institution.kind = InstitutionKind::local_secondary;
  it.facts.institution.bureau = "410100";
  EXPECT_EQ(it.assess().becomes, Status::forwarded);
  EXPECT_EQ(it.assess().decides_next, Desk::department);
  it.application.returned_by = Stage::preliminary;
  EXPECT_EQ(it.assess().becomes, Status::submitted);
  EXPECT_EQ(it.assess().decides_next, Desk::bureau);
}

TEST(SubmissionConsequences, AnnexOneIsSettledByWhetherThereWasEverAPlan) {
  SubmissionCase it = valid_case(new_plans);
  it.facts.lines.plans = {plan_of(PlanId{12}, kOtherCertificate, Level::intermediate, 2023, 5, 0)};
  it.facts.lines.plans[0].balance.headcount = 0;  // long gone, yet there was one
  it.application.lines.push_back(line_of("乙证书", kOtherCertificate, "中级", 5, ""));
  const auto lines = it.assess().lines;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].line.block, AnnexBlock::left);
  EXPECT_EQ(lines[1].line.block, AnnexBlock::right);
}

TEST(SubmissionConsequences, ALineWithoutAYearMeansTheLatestLivePlan) {
  SubmissionCase it = valid_case(increase);
  it.facts.lines.plans.push_back(plan_of(PlanId{13}, kCertificate, Level::intermediate, 2026, 70, 0));
  auto lines = it.assess().lines;
  EXPECT_EQ(lines[0].line.plan, PlanId{13});
  EXPECT_EQ(lines[0].before, 70);
  EXPECT_EQ(lines[0].after, 130);
  it.facts.lines.plans.back().balance.headcount = 0;
  lines = it.assess().lines;
  EXPECT_EQ(lines[0].line.plan, PlanId{11});
  EXPECT_EQ(lines[0].line.plan_year, 2025);
  EXPECT_EQ(lines[0].before, 200);
}

TEST(SubmissionConsequences, GrantsAreUsedOnlyWhereTheyAreNeeded) {
  EXPECT_TRUE(valid_case(increase).assess().uses_admission);
  EXPECT_FALSE(returned_case(increase).assess().uses_admission);
  SubmissionCase it = valid_case(decrease);
  it.facts.waiver_usable = true;
  EXPECT_FALSE(it.assess().uses_waiver) << "a decrease within the cap leaves the waiver for another one";
  it.application.lines[0].wish.headcount = 91;
  EXPECT_TRUE(it.assess().uses_waiver);
  it.application.waived = true;
  EXPECT_FALSE(it.assess().uses_waiver) << "it is covered already";
}

TEST(SubmissionConsequences, TheCapsArithmeticIsShownBeforeItBreaks) {
  SubmissionCase it = valid_case(decrease);
  it.facts.live_total = 270;
  it.facts.round_decreases = {{ApplicationId{9}, PlanId{12}, 30, true}, {ApplicationId{10}, PlanId{12}, 20, false}};
  const auto assessment = it.assess();
  ASSERT_TRUE(assessment.cap.has_value());
  EXPECT_EQ(assessment.cap->base, 300);
  EXPECT_EQ(assessment.cap->used, 50);
  EXPECT_EQ(assessment.cap->allowed, 90);
  EXPECT_EQ(assessment.cap->left, 40);
  EXPECT_EQ(assessment.asked, 60);
  ASSERT_TRUE(assessment.round.has_value());
  EXPECT_EQ(assessment.round->ref, (RoundRef{"notice-628", "spring", 2026}));
  EXPECT_EQ(assessment.clause, "二(一)");
}

TEST(SubmissionConsequences, AReturnedApplicationStaysInItsRound) {
  SubmissionCase it = returned_case(decrease);
  it.application.round = {"notice-628", "autumn", 2025};
  it.facts.extensions = {{{"notice-628", "autumn", 2025}, Stage::final, on("2026-03-31"), "", ""}};
  const auto assessment = it.assess();
  EXPECT_TRUE(assessment.findings.empty());
  ASSERT_TRUE(assessment.round.has_value());
  EXPECT_EQ(assessment.round->ref.name, "autumn");
  EXPECT_EQ(assessment.round->ref.year, 2025);
}

}  // namespace
}  // namespace kaoji::core
