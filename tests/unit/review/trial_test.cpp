#include "core/review/trial.hpp"

#include <gtest/gtest.h>

#include "core/policy/trial_policy.hpp"
#include "unit/application/submission_case.hpp"

namespace kaoji::core {
namespace {

Findings findings(std::initializer_list<std::pair<Code, const char*>> all) {
  Findings list;
  for (const auto& [code, field] : all) {
    Finding finding;
    finding.code = code;
    finding.field = field;
    list.add(std::move(finding));
  }
  return list;
}

struct Row {
  const char* what;
  Findings real;
  Findings tried;
  TrialVerdict verdict;
  std::size_t told;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.what;
}

class JudgeStep : public testing::TestWithParam<Row> {};

TEST_P(JudgeStep, Verdict) {
  const TriedStep step = judge_step(GetParam().real, GetParam().tried);
  EXPECT_EQ(to_text(step.verdict), to_text(GetParam().verdict));
  EXPECT_EQ(step.findings.size(), GetParam().told);
}

constexpr Code kCap = Code::cap_exceeded;
constexpr Code kShut = Code::window_closed;

INSTANTIATE_TEST_SUITE_P(
    Rows, JudgeStep,
    testing::Values(
        Row{"both take it", {}, {}, TrialVerdict::same, 0},
        Row{"the tried one refuses", {}, findings({{kCap, ""}}), TrialVerdict::otherwise, 1},
        Row{"for two reasons", {}, findings({{kShut, ""}, {kCap, ""}}), TrialVerdict::otherwise, 2},
        Row{"the facts kept explain neither", findings({{kShut, ""}}), findings({{kShut, ""}}), TrialVerdict::unsure,
            1},
        Row{"the facts kept do not explain what happened", findings({{kShut, ""}}), {}, TrialVerdict::unsure, 1},
        Row{"and there is a new reason all the same", findings({{kShut, ""}}), findings({{kShut, ""}, {kCap, ""}}),
            TrialVerdict::otherwise, 1},
        Row{"the same code at another line", findings({{kCap, "lines[0].headcount"}}),
            findings({{kCap, "lines[1].headcount"}}), TrialVerdict::otherwise, 1}));

// 60 of 200 + 100 live = 20 %: within 30 and 20 per cent (60), beyond 19 (57).
TEST(TriedPolicy, ALowerCapRefusesWhatWasTaken) {
  SubmissionCase taken = valid_case(ApplicationKind::decrease);
  const PolicyBook then({taken.policy});
  for (const auto& [percent, verdict] :
       {std::pair{30, TrialVerdict::same}, {20, TrialVerdict::same}, {19, TrialVerdict::otherwise}}) {
    Policy tried = taken.policy;
    tried.id = "tried";
    tried.effective_from = on("2027-01-01");
    for (RoundRule& rule : tried.rounds) {
      rule.cap_percent = percent;
      if (!rule.until_year) rule.from_year = 2027;
    }
    const PolicyBook now({as_if_in_force(tried, 2026)});
    const TriedStep step = judge_step(assess_submission(then, taken.application, taken.facts, taken.now).findings,
                                      assess_submission(now, taken.application, taken.facts, taken.now).findings);
    EXPECT_EQ(to_text(step.verdict), to_text(verdict)) << percent;
  }
}

TEST(TriedPolicy, YearlyRoundsTakePlaceInTheYearTriedAndSingleOnesStay) {
  Policy policy = notice_628();
  policy.effective_from = on("2028-05-01");
  policy.rounds[0].from_year = 2028;
  const Policy tried = as_if_in_force(policy, 2026);
  EXPECT_EQ(tried.effective_from, on("2026-01-01"));
  EXPECT_EQ(tried.rounds[0].from_year, 2026);
  for (std::size_t i = 0; i < policy.rounds.size(); ++i) {
    if (policy.rounds[i].until_year) {
      EXPECT_EQ(tried.rounds[i].from_year, policy.rounds[i].from_year);
    }
  }
  EXPECT_EQ(as_if_in_force(policy, 2030).effective_from, on("2028-05-01"));
}

TEST(TriedPolicy, GrantsMoveToTheRoundOfTheSameName) {
  Policy policy = notice_628();
  policy.id = "tried";
  EXPECT_EQ(moved_round({"old", "spring", 2026}, policy), (RoundRef{"tried", "spring", 2026}));
}

}  // namespace
}  // namespace kaoji::core
