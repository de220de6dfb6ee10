#include <gtest/gtest.h>

#include <algorithm>

#include "unit/application/submission_case.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

using enum ApplicationKind;

/// One row, one situation, one expected refusal: a change to the valid case, and the headline that comes of it.
struct Row {
  const char* name;
  ApplicationKind kind;
  bool returned;
  void (*spoil)(SubmissionCase&);
  std::optional<Code> headline;  ///< nothing: it is accepted
  const char* clause = "";
  const char* field = "";
  std::vector<std::pair<const char*, std::int64_t>> numbers = {};  ///< of the headline, as far as the row names them
};

Line& first_line(SubmissionCase& it) {
  return it.application.lines.front();
}
void add_line(SubmissionCase& it, const char* certificate, CertificateId id, const char* level,
              std::int64_t headcount) {
  it.application.lines.push_back(line_of(certificate, id, level, headcount, first_line(it).wish.reason));
}
void await_on(SubmissionCase& it, CertificateId certificate, Level level, int year) {
  it.facts.lines.awaiting.push_back({ApplicationId{8}, "KJ2026-000008", {InstitutionId{1}, certificate, level, year}});
}
void close_level(SubmissionCase& it, std::size_t level, const char* from) {
  it.facts.lines.certificates[0].levels[level].closed_from = on(from);
}
void extend(SubmissionCase& it, Stage stage, const char* until, const char* institution, const char* bureau) {
  it.facts.extensions.push_back({{"notice-628", "spring", 2026}, stage, on(until), institution, bureau});
}
void decreased(SubmissionCase& it, std::int64_t headcount, bool approved) {
  it.facts.round_decreases.push_back({ApplicationId{9}, PlanId{12}, headcount, approved});
}

const std::vector<Row>& rows_of_lines() {
  static const std::vector<Row> kRows = {
      {"new_valid", new_plans, false, [](SubmissionCase&) {}, {}},
      {"increase_valid", increase, false, [](SubmissionCase&) {}, {}},
      {"decrease_valid", decrease, false, [](SubmissionCase&) {}, {}},
      {"not_registered", new_plans, false, [](SubmissionCase& it) { it.facts.institution.registered = false; },
       Code::not_registered, "二(二)1"},
      {"increase_not_registered", increase, false, [](SubmissionCase& it) { it.facts.institution.registered = false; },
       Code::not_registered, "二(二)1"},
      {"no_line", new_plans, false, [](SubmissionCase& it) { it.application.lines.clear(); }, Code::empty_application,
       "", "lines"},
      {"certificate_not_in_the_catalogue", new_plans, false,
       [](SubmissionCase& it) { add_line(it, "丙证书", CertificateId{}, "初级", 1); }, Code::certificate_unknown, "",
       "lines[1].certificate"},
      {"level_that_the_certificate_has_not", new_plans, false,
       [](SubmissionCase& it) { add_line(it, "乙证书", kOtherCertificate, "高级", 1); }, Code::level_unknown, "",
       "lines[1].level"},
      {"word_that_is_no_level", new_plans, false, [](SubmissionCase& it) { first_line(it).wish.level_text = "特级"; },
       Code::level_unknown, "", "lines[0].level"},
      {"headcount_0",
       new_plans,
       false,
       [](SubmissionCase& it) { first_line(it).wish.headcount = 0; },
       Code::headcount_invalid,
       "",
       "lines[0].headcount",
       {{"asked", 0}, {"least", 1}, {"most", 99999}}},
      {"headcount_1", new_plans, false, [](SubmissionCase& it) { first_line(it).wish.headcount = 1; }, {}},
      {"headcount_99999", new_plans, false, [](SubmissionCase& it) { first_line(it).wish.headcount = 99999; }, {}},
      {"headcount_100000",
       new_plans,
       false,
       [](SubmissionCase& it) { first_line(it).wish.headcount = 100000; },
       Code::headcount_invalid,
       "",
       "lines[0].headcount",
       {{"asked", 100000}}},
      {"headcount_below_0", increase, false, [](SubmissionCase& it) { first_line(it).wish.headcount = -5; },
       Code::headcount_invalid, "", "lines[0].headcount"},
      {"headcount_no_whole_number", new_plans, false,
       [](SubmissionCase& it) { first_line(it).wish.headcount = std::nullopt; }, Code::headcount_invalid, "",
       "lines[0].headcount"},
      {"same_new_plan_twice",
       new_plans,
       false,
       [](SubmissionCase& it) { add_line(it, "甲证书", kCertificate, "初级", 3); },
       Code::duplicate_line,
       "",
       "lines[1].certificate",
       {{"first_line", 1}}},
      {"same_plan_with_and_without_its_year", decrease, false,
       [](SubmissionCase& it) {
         add_line(it, "甲证书", kCertificate, "中级", 1);
         it.application.lines[1].wish.year = 2025;
       },
       Code::duplicate_line, "", "lines[1].certificate"},
      {"same_absent_plan_twice",
       increase,
       false,
       [](SubmissionCase& it) {
         add_line(it, "甲证书", kCertificate, "高级", 1);
         add_line(it, "甲证书", kCertificate, "高级", 1);
       },
       Code::duplicate_line,
       "",
       "lines[2].certificate",
       {{"first_line", 2}}},
      {"two_levels_are_two_plans",
       new_plans,
       false,
       [](SubmissionCase& it) { add_line(it, "甲证书", kCertificate, "高级", 3); },
       {}},
      {"no_reason", decrease, false, [](SubmissionCase& it) { first_line(it).wish.reason = ""; }, Code::reason_required,
       "二(二)3", "lines[0].reason"},
      {"reason_of_the_other_list", increase, false,
       [](SubmissionCase& it) { first_line(it).wish.reason = "经费预算不足"; }, Code::reason_required, "二(二)2",
       "lines[0].reason"},
      {"other_without_words", decrease, false, [](SubmissionCase& it) { first_line(it).wish.reason = "其他：（ ）"; },
       Code::reason_required, "二(二)3", "lines[0].reason"},
      {"other_with_words",
       decrease,
       false,
       [](SubmissionCase& it) { first_line(it).wish.reason = "其他：专业停招"; },
       {}},
      {"new_needs_no_reason", new_plans, false, [](SubmissionCase& it) { first_line(it).wish.reason = ""; }, {}},
      {"new_of_a_closed_level", new_plans, false, [](SubmissionCase& it) { close_level(it, 0, "2026-03-12"); },
       Code::certificate_closed, "", "lines[0].certificate"},
      {"new_of_a_level_that_closes_tomorrow",
       new_plans,
       false,
       [](SubmissionCase& it) { close_level(it, 0, "2026-03-13"); },
       {}},
      {"increase_of_a_closed_level", increase, false, [](SubmissionCase& it) { close_level(it, 1, "2026-01-01"); },
       Code::certificate_closed, "", "lines[0].certificate"},
      {"decrease_of_a_closed_level", decrease, false, [](SubmissionCase& it) { close_level(it, 1, "2026-01-01"); }, {}},
      {"new_of_a_live_plan",
       new_plans,
       false,
       [](SubmissionCase& it) { it.facts.lines.plans[0].key.year = 2026, first_line(it).wish.level_text = "中级"; },
       Code::use_increase,
       "二(二)1",
       "lines[0].certificate",
       {{"year", 2026}, {"base", 200}}},
      {"new_beside_a_plan_of_last_year",
       new_plans,
       false,
       [](SubmissionCase& it) { first_line(it).wish.level_text = "中级"; },
       {}},
      {"new_of_a_plan_cut_to_0",
       new_plans,
       false,
       [](SubmissionCase& it) {
         it.facts.lines.plans[0].key.year = 2026;
         it.facts.lines.plans[0].balance.headcount = 0;
         first_line(it).wish.level_text = "中级";
       },
       {}},
      {"increase_of_no_plan", increase, false, [](SubmissionCase& it) { first_line(it).wish.level_text = "高级"; },
       Code::no_such_plan, "", "lines[0].certificate"},
      {"decrease_of_a_year_without_a_plan", decrease, false,
       [](SubmissionCase& it) { first_line(it).wish.year = 2024; }, Code::no_such_plan, "", "lines[0].certificate"},
      {"decrease_of_an_exited_plan", decrease, false,
       [](SubmissionCase& it) { it.facts.lines.plans[0].balance.headcount = 0; }, Code::no_such_plan, "",
       "lines[0].certificate"},
      {"another_application_awaits", increase, false,
       [](SubmissionCase& it) { await_on(it, kCertificate, Level::intermediate, 2025); }, Code::pending_application, "",
       "lines[0].certificate"},
      {"another_new_awaits", new_plans, false,
       [](SubmissionCase& it) { await_on(it, kCertificate, Level::junior, 2026); }, Code::pending_application, "",
       "lines[0].certificate"},
      {"another_awaits_on_another_year",
       increase,
       false,
       [](SubmissionCase& it) { await_on(it, kCertificate, Level::intermediate, 2026); },
       {}},
      {"cut_to_the_examined",
       decrease,
       false,
       [](SubmissionCase& it) {
         it.policy.rounds[0].cap_percent = std::nullopt;
         it.application.lines = {line_of("乙证书", kOtherCertificate, "中级", 60, "经费预算不足")};
       },
       {}},
      {"cut_below_the_examined",
       decrease,
       false,
       [](SubmissionCase& it) {
         it.policy.rounds[0].cap_percent = std::nullopt;
         it.application.lines = {line_of("乙证书", kOtherCertificate, "中级", 61, "经费预算不足")};
       },
       Code::below_examined,
       "",
       "lines[0].headcount",
       {{"asked", 61}, {"allowed", 60}, {"base", 100}, {"examined", 40}}},
  };
  return kRows;
}

const std::vector<Row>& rows_of_cap_and_form() {
  static const std::vector<Row> kRows = {
      {"cap_to_the_person", decrease, false, [](SubmissionCase& it) { first_line(it).wish.headcount = 90; }, {}},
      {"one_beyond_the_cap",
       decrease,
       false,
       [](SubmissionCase& it) { first_line(it).wish.headcount = 91; },
       Code::cap_exceeded,
       "二(二)3",
       "lines",
       {{"asked", 91}, {"allowed", 90}, {"base", 300}, {"percent", 30}, {"left", 90}}},
      {"cap_rounds_down",
       decrease,
       false,
       [](SubmissionCase& it) { it.facts.live_total = 203, first_line(it).wish.headcount = 61; },
       Code::cap_exceeded,
       "二(二)3",
       "lines",
       {{"allowed", 60}}},
      {"cap_counts_the_lines_together",
       decrease,
       false,
       [](SubmissionCase& it) { add_line(it, "乙证书", kOtherCertificate, "中级", 31); },
       Code::cap_exceeded,
       "二(二)3",
       "lines",
       {{"asked", 91}}},
      {"cap_counts_what_awaits",
       decrease,
       false,
       [](SubmissionCase& it) { decreased(it, 31, false); },
       Code::cap_exceeded,
       "二(二)3",
       "lines",
       {{"asked", 91}, {"base", 300}, {"left", 59}}},
      {"cap_counts_what_was_approved_in_base_and_cut",
       decrease,
       false,
       [](SubmissionCase& it) { it.facts.live_total = 270, decreased(it, 31, true); },
       Code::cap_exceeded,
       "二(二)3",
       "lines",
       {{"asked", 91}, {"base", 301}, {"allowed", 90}}},
      {"approved_and_asked_up_to_the_cap",
       decrease,
       false,
       [](SubmissionCase& it) { it.facts.live_total = 270, decreased(it, 30, true); },
       {}},
      {"waiver_lets_it_pass",
       decrease,
       false,
       [](SubmissionCase& it) { it.facts.waiver_usable = true, first_line(it).wish.headcount = 200; },
       {}},
      {"waived_before",
       decrease,
       true,
       [](SubmissionCase& it) { it.application.waived = true, first_line(it).wish.headcount = 200; },
       {}},
      {"no_cap_in_the_round",
       decrease,
       false,
       [](SubmissionCase& it) { it.policy.rounds[0].cap_percent = {}, first_line(it).wish.headcount = 200; },
       {}},
      {"cap_by_line",
       decrease,
       false,
       [](SubmissionCase& it) { it.policy.cap_scope = CapScope::line, first_line(it).wish.headcount = 61; },
       Code::cap_exceeded,
       "二(二)3",
       "lines[0].headcount",
       {{"asked", 61}, {"base", 200}, {"allowed", 60}}},
      {"cap_by_line_to_the_person",
       decrease,
       false,
       [](SubmissionCase& it) { it.policy.cap_scope = CapScope::line; },
       {}},
      {"cap_by_line_counts_that_plan_alone",
       decrease,
       false,
       [](SubmissionCase& it) { it.policy.cap_scope = CapScope::line, decreased(it, 90, false); },
       {}},
      {"no_scan", new_plans, false, [](SubmissionCase& it) { it.application.scan_revision = std::nullopt; },
       Code::form_unsigned, "二(二)", "scan"},
      {"scan_of_an_earlier_revision",
       decrease,
       false,
       [](SubmissionCase& it) { it.application.scan_revision = 1; },
       Code::form_stale,
       "二(二)",
       "scan",
       {{"scanned", 1}, {"current", 2}}},
      {"no_scan_asked_for",
       new_plans,
       false,
       [](SubmissionCase& it) { it.application.scan_revision = {}, it.policy.signed_scan = false; },
       {}},
  };
  return kRows;
}

const std::vector<Row>& rows_of_time() {
  static const std::vector<Row> kRows = {
      {"first_instant_of_the_window",
       new_plans,
       false,
       [](SubmissionCase& it) { it.now = at("2026-03-11T00:00:00+08:00"); },
       {}},
      {"last_instant_before_it", new_plans, false,
       [](SubmissionCase& it) { it.now = at("2026-03-10T23:59:59.999+08:00"); }, Code::window_closed, "二(一)"},
      {"last_instant_of_the_window",
       decrease,
       false,
       [](SubmissionCase& it) { it.now = at("2026-03-20T23:59:59.999+08:00"); },
       {}},
      {"first_instant_after_it", decrease, false, [](SubmissionCase& it) { it.now = at("2026-03-21T00:00:00+08:00"); },
       Code::window_closed, "二(一)"},
      {"autumn_window", new_plans, false, [](SubmissionCase& it) { it.now = at("2026-09-20T12:00:00+08:00"); }, {}},
      {"increase_knows_no_window",
       increase,
       false,
       [](SubmissionCase& it) { it.now = at("2026-06-01T12:00:00+08:00"); },
       {}},
      {"windowed_increase", increase, false,
       [](SubmissionCase& it) { it.policy.increase_windowed = true, it.now = at("2026-06-01T12:00:00+08:00"); },
       Code::window_closed, "" /* no round lists it */},
      {"autumn_2021_cites_its_own_clause", new_plans, false,
       [](SubmissionCase& it) { it.now = at("2021-10-20T23:59:59+08:00"); }, Code::window_closed, "三"},
      {"no_policy_yet", increase, false, [](SubmissionCase& it) { it.now = at("2021-09-29T12:00:00+08:00"); },
       Code::window_closed, ""},
      {"extension_for_all",
       new_plans,
       false,
       [](SubmissionCase& it) {
         extend(it, Stage::submit, "2026-03-25", "", ""), it.now = at("2026-03-25T23:59:59+08:00");
       },
       {}},
      {"extension_is_over", new_plans, false,
       [](SubmissionCase& it) {
         extend(it, Stage::submit, "2026-03-25", "", ""), it.now = at("2026-03-26T00:00:00+08:00");
       },
       Code::window_closed, "二(一)"},
      {"extension_for_another_institution", new_plans, false,
       [](SubmissionCase& it) {
         extend(it, Stage::submit, "2026-03-25", "10002", ""), it.now = at("2026-03-25T12:00:00+08:00");
       },
       Code::window_closed, "二(一)"},
      {"extension_for_its_bureau",
       new_plans,
       false,
       [](SubmissionCase& it) {
         it.facts.institution.bureau = "410100";
         extend(it, Stage::submit, "2026-03-25", "", "410100");
         it.now = at("2026-03-25T12:00:00+08:00");
       },
       {}},
      {"extension_of_another_stage", new_plans, false,
       [](SubmissionCase& it) {
         extend(it, Stage::final, "2026-04-25", "", ""), it.now = at("2026-03-25T12:00:00+08:00");
       },
       Code::window_closed, "二(一)"},
      {"extension_never_shortens",
       new_plans,
       false,
       [](SubmissionCase& it) {
         extend(it, Stage::submit, "2026-03-12", "", ""), it.now = at("2026-03-20T12:00:00+08:00");
       },
       {}},
      {"resubmit_while_the_returning_stage_lasts",
       new_plans,
       true,
       [](SubmissionCase& it) { it.now = at("2026-03-28T23:59:59.999+08:00"); },
       {}},
      {"resubmit_too_late", new_plans, true, [](SubmissionCase& it) { it.now = at("2026-03-29T00:00:00+08:00"); },
       Code::window_closed, "二(一)"},
      {"resubmit_what_the_bureau_returned", new_plans, true,
       [](SubmissionCase& it) {
         it.application.returned_by = Stage::preliminary;
         it.now = at("2026-03-25T00:00:00+08:00");
       },
       Code::window_closed, "二(一)"},
      {"resubmit_under_an_extension_of_the_returning_stage",
       new_plans,
       true,
       [](SubmissionCase& it) {
         extend(it, Stage::final, "2026-04-05", "10001", ""), it.now = at("2026-04-05T12:00:00+08:00");
       },
       {}},
      {"resubmit_under_an_extension_of_submission",
       new_plans,
       true,
       [](SubmissionCase& it) {
         extend(it, Stage::submit, "2026-04-05", "10001", ""), it.now = at("2026-04-05T12:00:00+08:00");
       },
       {}},
      {"resubmit_an_increase_whenever",
       increase,
       true,
       [](SubmissionCase& it) { it.now = at("2026-06-01T12:00:00+08:00"); },
       {}},
      {"platform_closed", increase, false, [](SubmissionCase& it) { it.facts.platform_open = false; },
       Code::platform_closed, "二(二)2"},
      {"platform_closed_for_a_resubmission", increase, true, [](SubmissionCase& it) { it.facts.platform_open = false; },
       Code::platform_closed, "二(二)2"},
      {"platform_does_not_matter_to_a_new",
       new_plans,
       false,
       [](SubmissionCase& it) { it.facts.platform_open = false; },
       {}},
      {"not_admitted", increase, false, [](SubmissionCase& it) { it.facts.admission_usable = false; },
       Code::not_admitted, "二(二)2"},
      {"resubmission_needs_no_admission",
       increase,
       true,
       [](SubmissionCase& it) { it.facts.admission_usable = false; },
       {}},
      {"no_admission_asked_for",
       increase,
       false,
       [](SubmissionCase& it) { it.facts.admission_usable = false, it.policy.increase_needs_admission = false; },
       {}},
      {"resubmission_is_checked_like_a_new_one", new_plans, true,
       [](SubmissionCase& it) { await_on(it, kCertificate, Level::junior, 2026); }, Code::pending_application, "",
       "lines[0].certificate"},
  };
  return kRows;
}

std::vector<Row> all_rows() {
  std::vector<Row> all;
  for (const auto* rows : {&rows_of_lines(), &rows_of_cap_and_form(), &rows_of_time()}) {
    all.insert(all.end(), rows->begin(), rows->end());
  }
  return all;
}

class SubmissionRefusal : public testing::TestWithParam<Row> {};

TEST_P(SubmissionRefusal, IsWhatTheRowSays) {
  const Row& row = GetParam();
  SubmissionCase it = row.returned ? returned_case(row.kind) : valid_case(row.kind);
  row.spoil(it);
  const SubmissionAssessment assessment = it.assess();
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
  for (const auto& [name, value] : row.numbers) {
    const auto found =
        std::find_if(headline.numbers.begin(), headline.numbers.end(),
                     [&, wanted = std::string(name)](const auto& number) { return number.name == wanted; });
    ASSERT_NE(found, headline.numbers.end()) << name;
    EXPECT_EQ(found->value, value) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, SubmissionRefusal, testing::ValuesIn(all_rows()),
                         [](const testing::TestParamInfo<Row>& row) { return row.param.name; });

}  // namespace

std::vector<Code> submission_table_codes() {
  std::vector<Code> codes;
  for (const Row& row : all_rows()) {
    if (row.headline) codes.push_back(*row.headline);
  }
  return codes;
}

}  // namespace kaoji::core
