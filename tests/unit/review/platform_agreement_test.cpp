#include "core/review/platform_agreement.hpp"

#include <gtest/gtest.h>

#include "core/review/review.hpp"
#include "unit/application/submission_case.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

using enum ApplicationKind;

constexpr InstitutionId kSchool{10};

/// A line on a plan with 100 of which 40 were examined in a year before, or on none yet.
ResolvedLine line_of(std::int64_t headcount, bool there) {
  ResolvedLine line;
  line.line.wish.certificate = "Web前端开发";
  line.line.wish.certificate_id = kCertificate;
  line.line.wish.level_text = "初级";
  line.line.wish.headcount = headcount;
  line.line.plan_year = 2026;
  if (!there) return line;
  line.plan = plan_of(PlanId{3}, kCertificate, Level::junior, 2026, 100, 40);
  line.plan->key.institution = kSchool;
  return line;
}

PlatformHeadcount there(std::int64_t headcount, int year = 2026) {
  return {{kSchool, kCertificate, Level::junior, year}, headcount};
}

struct Row {
  const char* name;
  ApplicationKind kind;
  ResolvedLine line;
  PlatformSide platform;
  bool agrees;
};

TEST(PlatformAgreement, ComparesTheHeadcountThatThePlanWillHave) {
  for (const Row& row : {
           Row{"a new plan, as declared", new_plans, line_of(50, false), {{there(50)}}, true},
           Row{"a new plan, another number", new_plans, line_of(50, false), {{there(49)}}, false},
           Row{"a new plan, nothing there", new_plans, line_of(50, false), {{}}, false},
           Row{"a new plan, of another year there", new_plans, line_of(50, false), {{there(50, 2025)}}, false},
           Row{"an increase, added up", increase, line_of(20, true), {{there(120)}}, true},
           Row{"an increase, not typed there yet", increase, line_of(20, true), {{there(100)}}, false},
           Row{"a decrease, taken off", decrease, line_of(30, true), {{there(70)}}, true},
           Row{"a decrease to nothing, gone there", decrease, line_of(100, true), {{}}, true},
           Row{"in several rows there", increase, line_of(20, true), {{there(100), there(20)}}, true},
           Row{"never compared", new_plans, line_of(50, false), std::nullopt, false},
       }) {
    const Findings findings = check_agreement(row.kind, kSchool, {row.line}, row.platform, "二(三)");
    EXPECT_EQ(findings.empty(), row.agrees) << row.name;
    if (row.agrees) continue;
    EXPECT_EQ(findings.headline().code, Code::not_awaiting) << row.name;
    EXPECT_EQ(findings.headline().clause, "二(三)") << row.name;
    expect_well_formed(findings);
  }
}

TEST(PlatformAgreement, NamesTheLineAndBothNumbersAndPassesOverExceptedOnes) {
  ResolvedLine excepted = line_of(7, false);
  excepted.line.except = LineExcept{Stage::final, "平台未录入", {}, {}};
  const Findings findings = check_agreement(new_plans, kSchool, {excepted, line_of(50, false)}, {{there(40)}}, "");
  ASSERT_EQ(findings.all().size(), 1U);
  const Finding& finding = findings.headline();
  EXPECT_EQ(finding.field, "lines[1].headcount");
  ASSERT_EQ(finding.numbers.size(), 2U);
  EXPECT_EQ(finding.numbers[0].value, 50);
  EXPECT_EQ(finding.numbers[1].value, 40);
  EXPECT_NE(finding.zh.find("Web前端开发 初级"), std::string::npos);
}

}  // namespace
}  // namespace kaoji::core
