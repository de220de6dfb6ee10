#include "core/plan/assessment.hpp"

#include <gtest/gtest.h>

#include "unit/application/submission_case.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

/// 30 of the 100 persons of a plan, 40 of whom were examined before; used from 12 March 2025; today is 1 June 2026.
struct AssessmentCase {
  NamedPlan named{"乙证书 中级 2025", Certificate{kOtherCertificate, "乙证书", "乙组织", {{Level::intermediate, {}}}},
                  Level::intermediate, plan_of(PlanId{12}, kOtherCertificate, Level::intermediate, 2025, 100, 40)};
  AssessmentWish wish{on("2026-06-01"), 30, 28};
};

struct Row {
  const char* name;
  void (*spoil)(AssessmentCase&);
  std::optional<Code> headline;
  const char* clause = "";
  const char* field = "";
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"valid", [](AssessmentCase&) {}, {}},
      {"certificate_not_in_the_catalogue",
       [](AssessmentCase& it) { it.named.certificate = {}, it.named.level = {}, it.named.plan = {}; },
       Code::certificate_unknown, "", "certificate"},
      {"level_that_it_has_not", [](AssessmentCase& it) { it.named.level = {}, it.named.plan = {}; },
       Code::level_unknown, "", "level"},
      {"nobody_examined", [](AssessmentCase& it) { it.wish.examined = 0; }, Code::headcount_invalid, "", "examined"},
      {"no_whole_number", [](AssessmentCase& it) { it.wish.examined = {}; }, Code::headcount_invalid, "", "examined"},
      {"too_many_to_be_true", [](AssessmentCase& it) { it.wish.examined = 100000; }, Code::headcount_invalid, "",
       "examined"},
      {"more_passed_than_examined", [](AssessmentCase& it) { it.wish.passed = 31; }, Code::headcount_invalid, "",
       "passed"},
      {"passed_below_0", [](AssessmentCase& it) { it.wish.passed = -1; }, Code::headcount_invalid, "", "passed"},
      {"nobody_passed", [](AssessmentCase& it) { it.wish.passed = 0; }, {}},
      {"all_passed", [](AssessmentCase& it) { it.wish.passed = 30; }, {}},
      {"plan_exited", [](AssessmentCase& it) { it.named.plan->balance.exited = true; }, Code::plan_exited, "二(四)",
       "plan"},
      {"no_plan", [](AssessmentCase& it) { it.named.plan = {}; }, Code::no_such_plan, "", "plan"},
      {"plan_cut_to_0", [](AssessmentCase& it) { it.named.plan = plan_of({}, kOtherCertificate, {}, 2025, 0, 0); },
       Code::no_such_plan, "", "plan"},
      {"in_the_future", [](AssessmentCase& it) { it.wish.on = on("2026-06-02"); }, Code::date_invalid, "", "on"},
      {"on_the_first_day_of_use", [](AssessmentCase& it) { it.wish.on = on("2025-03-12"); }, {}},
      {"before_the_first_day_of_use", [](AssessmentCase& it) { it.wish.on = on("2025-03-11"); }, Code::date_invalid, "",
       "on"},
      {"as_many_as_the_plan_holds", [](AssessmentCase& it) { it.wish.examined = 60; }, {}},
      {"one_more_than_the_plan_holds", [](AssessmentCase& it) { it.wish.examined = 61; }, Code::over_plan, "",
       "examined"},
  };
  return kRows;
}

class AssessmentRefusal : public testing::TestWithParam<Row> {};

TEST_P(AssessmentRefusal, IsWhatTheRowSays) {
  const Row& row = GetParam();
  AssessmentCase it;
  row.spoil(it);
  const Findings findings = check_assessment(it.named, it.wish, on("2026-06-01"), "二(四)");
  expect_well_formed(findings);
  if (!row.headline) {
    ASSERT_TRUE(findings.empty()) << findings.headline().en;
    return;
  }
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(to_text(findings.headline().code), to_text(*row.headline)) << findings.headline().en;
  EXPECT_EQ(findings.headline().clause, row.clause);
  EXPECT_EQ(findings.headline().field, row.field);
}

INSTANTIATE_TEST_SUITE_P(Rows, AssessmentRefusal, testing::ValuesIn(rows()),
                         [](const testing::TestParamInfo<Row>& row) { return row.param.name; });

TEST(NamedPlan, OfAnEarlierYearIsLiveWhileSomeoneIsLeft) {
  AssessmentCase it;
  EXPECT_TRUE(check_named_plan(it.named, on("2030-01-01"), "二(四)").empty());
  it.named.plan = plan_of(PlanId{12}, kOtherCertificate, Level::intermediate, 2025, 100, 100);
  EXPECT_TRUE(check_named_plan(it.named, on("2026-12-31"), "二(四)").empty());
  EXPECT_TRUE(check_named_plan(it.named, on("2027-01-01"), "二(四)").has(Code::no_such_plan));
}

}  // namespace

std::vector<Code> assessment_table_codes() {
  std::vector<Code> codes;
  for (const Row& row : rows()) {
    if (row.headline) codes.push_back(*row.headline);
  }
  return codes;
}

}  // namespace kaoji::core
