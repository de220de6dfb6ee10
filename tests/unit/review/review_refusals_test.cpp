#include <gtest/gtest.h>

#include "base/check.hpp"
#include "core/review/review.hpp"
#include "unit/application/submission_case.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

using enum ApplicationKind;

/// An application that awaits the department on 25 March 2026, and a pass that every rule lets through.
struct ReviewCase {
  Policy policy = notice_628();
  Application application;
  ReviewFacts facts;
  ReviewWish wish{Decision::pass, "", {}};
  base::Instant now = at("2026-03-25T10:00:00+08:00");

  [[nodiscard]] ReviewAssessment assess() const {
    return assess_review(PolicyBook({policy}), application, facts, wish, now);
  }
};

/// The application of valid_case, as its submission settled it.
ReviewCase valid_review(ApplicationKind kind) {
  const SubmissionCase submitted = valid_case(kind);
  ReviewCase it;
  it.application = submitted.application;
  it.application.status = Status::submitted;
  it.application.first_submitted_at = submitted.now;
  it.application.submitted_at = submitted.now;
  if (kind != increase) it.application.round = {"notice-628", "spring", 2026};
  it.application.lines.clear();
  for (const ResolvedLine& line : submitted.assess().lines) it.application.lines.push_back(line.line);
  it.facts.institution = submitted.facts.institution;
  it.facts.lines = submitted.facts.lines;
  it.facts.live_total = submitted.facts.live_total;
  return it;
}

void to_bureau(ReviewCase& it) {
  it.facts.institution.kind = InstitutionKind::local_secondary;
  it.facts.institution.bureau = "410100";
  it.now = at("2026-03-22T10:00:00+08:00");
}

struct Row {
  const char* name;
  ApplicationKind kind;
  void (*spoil)(ReviewCase&);
  std::optional<Code> headline;
  const char* clause = "";
  const char* field = "";
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"pass_new", new_plans, [](ReviewCase&) {}, {}},
      {"pass_increase", increase, [](ReviewCase&) {}, {}},
      {"pass_decrease", decrease, [](ReviewCase&) {}, {}},
      {"first_instant_of_the_final_window",
       new_plans,
       [](ReviewCase& it) { it.now = at("2026-03-25T00:00:00+08:00"); },
       {}},
      {"pass_before_the_final_window", new_plans, [](ReviewCase& it) { it.now = at("2026-03-24T23:59:59.999+08:00"); },
       Code::window_closed, "二(一)"},
      {"last_instant_of_the_final_window",
       decrease,
       [](ReviewCase& it) { it.now = at("2026-03-28T23:59:59.999+08:00"); },
       {}},
      {"pass_after_the_final_window", decrease, [](ReviewCase& it) { it.now = at("2026-03-29T00:00:00+08:00"); },
       Code::window_closed, "二(一)"},
      {"reject_before_the_window", new_plans,
       [](ReviewCase& it) {
         it.wish = {Decision::reject, "材料不实", {}}, it.now = at("2026-03-20T10:00:00+08:00");
       },
       Code::window_closed, "二(一)"},
      {"return_before_the_window",
       new_plans,
       [](ReviewCase& it) {
         it.wish = {Decision::give_back, "请补充", {}}, it.now = at("2026-03-13T10:00:00+08:00");
       },
       {}},
      {"return_after_the_window", new_plans,
       [](ReviewCase& it) {
         it.wish = {Decision::give_back, "请补充", {}}, it.now = at("2026-03-29T00:00:00+08:00");
       },
       Code::window_closed, "二(一)"},
      {"pass_under_an_extension",
       new_plans,
       [](ReviewCase& it) {
         it.facts.extensions = {{{"notice-628", "spring", 2026}, Stage::final, on("2026-03-31"), "10001", ""}};
         it.now = at("2026-03-31T23:59:59+08:00");
       },
       {}},
      {"platform_not_compared", new_plans, [](ReviewCase& it) { it.facts.platform = PlatformSide{}; },
       Code::not_awaiting, "二(三)"},
      {"platform_differs", new_plans, [](ReviewCase& it) { it.facts.platform.emplace().emplace(); }, Code::not_awaiting,
       "二(三)", "lines[0].headcount"},
      {"rejected_whatever_the_platform_says",
       new_plans,
       [](ReviewCase& it) {
         it.facts.platform = PlatformSide{};
         it.wish = {Decision::reject, "材料不实", {}};
       },
       {}},
      {"bureau_passes_whatever_the_platform_says",
       new_plans,
       [](ReviewCase& it) { to_bureau(it), it.facts.platform = PlatformSide{}; },
       {}},
      {"increase_reviewed_whenever", increase, [](ReviewCase& it) { it.now = at("2026-07-01T10:00:00+08:00"); }, {}},
      {"bureau_in_its_window", new_plans, to_bureau, {}},
      {"bureau_in_the_final_window", new_plans,
       [](ReviewCase& it) { to_bureau(it), it.now = at("2026-03-25T00:00:00+08:00"); }, Code::window_closed, "二(一)"},
      {"return_without_a_note", new_plans, [](ReviewCase& it) { it.wish.decision = Decision::give_back; },
       Code::note_required, "", "note"},
      {"rejection_without_a_note", new_plans, [](ReviewCase& it) { it.wish.decision = Decision::reject; },
       Code::note_required, "", "note"},
      {"excepted_line_without_a_reason", new_plans,
       [](ReviewCase& it) {
         it.wish.except = {{0, ""}};
       },
       Code::note_required, "", "except[0].reason"},
      {"closed_since", new_plans,
       [](ReviewCase& it) { it.facts.lines.certificates[0].levels[0].closed_from = on("2026-03-25"); },
       Code::certificate_closed, "", "lines[0].certificate"},
      {"closed_since_for_a_decrease",
       decrease,
       [](ReviewCase& it) { it.facts.lines.certificates[0].levels[1].closed_from = on("2026-03-25"); },
       {}},
      {"closed_since_is_not_the_bureaus_affair",
       new_plans,
       [](ReviewCase& it) {
         to_bureau(it);
         it.facts.lines.certificates[0].levels[0].closed_from = on("2026-03-22");
       },
       {}},
      {"closed_but_excepted",
       new_plans,
       [](ReviewCase& it) {
         it.application.lines.push_back(it.application.lines[0]);
         it.application.lines[1].wish.level_text = "高级";
         it.facts.lines.certificates[0].levels[0].closed_from = on("2026-03-25");
         it.wish.except = {{0, "证书已停止"}};
       },
       {}},
      {"live_since", new_plans,
       [](ReviewCase& it) {
         it.facts.lines.plans.push_back(plan_of(PlanId{15}, kCertificate, Level::junior, 2026, 5, 0));
       },
       Code::use_increase, "二(二)1", "lines[0].certificate"},
      {"examined_since", decrease,
       [](ReviewCase& it) {
         it.facts.lines.plans[0] = plan_of(PlanId{11}, kCertificate, Level::intermediate, 2025, 200, 141);
       },
       Code::below_examined, "", "lines[0].headcount"},
      {"cap_passed_since", decrease, [](ReviewCase& it) { it.facts.live_total = 199; }, Code::cap_exceeded, "二(二)3",
       "lines"},
      {"cap_passed_by_others", decrease,
       [](ReviewCase& it) {
         it.facts.round_decreases = {{ApplicationId{9}, PlanId{12}, 31, false}};
       },
       Code::cap_exceeded, "二(二)3", "lines"},
      {"cap_passed_under_its_waiver",
       decrease,
       [](ReviewCase& it) { it.facts.live_total = 100, it.application.waived = true; },
       {}},
      {"cap_held_by_an_excepted_line",
       decrease,
       [](ReviewCase& it) {
         it.facts.live_total = 200;
         it.application.lines.push_back(it.application.lines[0]);
         it.application.lines[1].plan = PlanId{12};
         it.wish.except = {{1, "不同意"}};
       },
       {}},
  };
  return kRows;
}

class ReviewRefusal : public testing::TestWithParam<Row> {};

TEST_P(ReviewRefusal, IsWhatTheRowSays) {
  const Row& row = GetParam();
  ReviewCase it = valid_review(row.kind);
  row.spoil(it);
  const ReviewAssessment assessment = it.assess();
  expect_well_formed(assessment.findings);
  if (!row.headline) {
    ASSERT_TRUE(assessment.findings.empty()) << assessment.findings.headline().en;
    return;
  }
  ASSERT_FALSE(assessment.findings.empty());
  const Finding& headline = assessment.findings.headline();
  EXPECT_EQ(to_text(headline.code), to_text(*row.headline)) << headline.en;
  EXPECT_EQ(headline.clause, row.clause);
  EXPECT_EQ(headline.field, row.field);
}

INSTANTIATE_TEST_SUITE_P(Rows, ReviewRefusal, testing::ValuesIn(rows()),
                         [](const testing::TestParamInfo<Row>& row) { return row.param.name; });

TEST(ReviewConsequences, ABureausPassForwardsAndWritesNothing) {
  ReviewCase it = valid_review(new_plans);
  to_bureau(it);
  const auto assessment = it.assess();
  EXPECT_EQ(assessment.stage, Stage::preliminary);
  EXPECT_EQ(assessment.becomes, Status::forwarded);
  EXPECT_EQ(assessment.decides_next, Desk::department);
  EXPECT_TRUE(assessment.entries.empty());
}

TEST(ReviewConsequences, AnApprovalWritesOneEntryForEachLine) {
  ReviewCase it = valid_review(new_plans);
  const auto declared = it.assess();
  EXPECT_EQ(declared.becomes, Status::approved);
  ASSERT_EQ(declared.entries.size(), 1U);
  EXPECT_EQ(declared.entries[0].key, (PlanKey{InstitutionId{1}, kCertificate, Level::junior, 2026}));
  EXPECT_EQ(declared.entries[0].entry.kind, EntryKind::declared);
  EXPECT_EQ(declared.entries[0].entry.headcount, 60);
  EXPECT_EQ(declared.entries[0].entry.declared_on, on("2026-03-12")) << "the day of its submission";
  EXPECT_EQ(declared.entries[0].entry.effective_on, on("2026-03-25")) << "the day of its approval";

  const auto cut = valid_review(decrease).assess();
  ASSERT_EQ(cut.entries.size(), 1U);
  EXPECT_EQ(cut.entries[0].entry.kind, EntryKind::decreased);
  EXPECT_TRUE(cut.entries[0].entry.in_indicators);
  EXPECT_EQ(cut.entries[0].key.year, 2025);
  EXPECT_EQ(cut.lines[0].after, 140);
}

TEST(ReviewConsequences, DecreasesOfAutumn2021StayOutOfTheRates) {
  ReviewCase it = valid_review(decrease);
  it.application.round = {"notice-628", "autumn-2021", 2021};
  it.application.first_submitted_at = at("2021-10-21T10:00:00+08:00");
  it.now = at("2021-11-05T10:00:00+08:00");
  const auto assessment = it.assess();
  ASSERT_TRUE(assessment.findings.empty());
  ASSERT_EQ(assessment.entries.size(), 1U);
  EXPECT_FALSE(assessment.entries[0].entry.in_indicators);
}

TEST(ReviewConsequences, ExceptedLinesAreLeftOut) {
  ReviewCase it = valid_review(new_plans);
  it.application.lines.push_back(it.application.lines[0]);
  it.application.lines[1].wish.level_text = "高级";
  it.wish.except = {{1, "不具备条件"}};
  const auto partly = it.assess();
  EXPECT_EQ(partly.becomes, Status::partly_approved);
  EXPECT_EQ(partly.entries.size(), 1U);
  EXPECT_EQ(partly.asked, 60);
  it.wish.except.push_back({0, "不具备条件"});
  const auto none = it.assess();
  EXPECT_EQ(none.becomes, Status::rejected) << "a pass that excepts every line is a rejection";
  EXPECT_TRUE(none.entries.empty());
}

TEST(ReviewConsequences, AReturnAndARejectionWriteNothing) {
  ReviewCase it = valid_review(new_plans);
  it.wish = {Decision::give_back, "请补充", {}};
  EXPECT_EQ(it.assess().becomes, Status::returned);
  EXPECT_EQ(it.assess().decides_next, Desk::institution);
  EXPECT_TRUE(it.assess().entries.empty());
  it.wish.decision = Decision::reject;
  EXPECT_EQ(it.assess().becomes, Status::rejected);
  EXPECT_EQ(it.assess().decides_next, Desk::nobody);
  EXPECT_TRUE(it.assess().entries.empty());
}

TEST(ReviewConsequences, WhatAwaitsNobodyIsNotReviewed) {
  ReviewCase it = valid_review(new_plans);
  it.application.status = Status::approved;
  EXPECT_THROW((void)it.assess(), base::BrokenAssumption);
}

TEST(Decision, HasTheWordsOfTheContract) {
  for (const Decision decision : {Decision::pass, Decision::give_back, Decision::reject}) {
    EXPECT_EQ(parse_decision(to_text(decision)), decision);
  }
  EXPECT_EQ(to_text(Decision::give_back), "return");
  EXPECT_FALSE(parse_decision("approve").has_value());
}

}  // namespace

std::vector<Code> review_table_codes() {
  std::vector<Code> codes;
  for (const Row& row : rows()) {
    if (row.headline) codes.push_back(*row.headline);
  }
  return codes;
}

}  // namespace kaoji::core
