#include "core/plan/assessment.hpp"

namespace kaoji::core {

namespace {

constexpr std::int64_t kMostExamined = 99999;

Finding invalid_number(std::string_view field, std::string_view zh, std::string_view en, std::int64_t least,
                       std::int64_t most, const std::optional<std::int64_t>& asked) {
  FindingBuilder builder(Code::headcount_invalid);
  builder.field(field).word("what_zh", zh).word("what_en", en).number("least", least).number("most", most);
  if (asked) builder.number("asked", *asked);
  return builder.done();
}

bool within(const std::optional<std::int64_t>& number, std::int64_t least, std::int64_t most) {
  return number && *number >= least && *number <= most;
}

void check_numbers(const AssessmentWish& wish, Findings& findings) {
  const bool examined_valid = within(wish.examined, 1, kMostExamined);
  if (!examined_valid) {
    findings.add(invalid_number("examined", "考核人数", "The number examined", 1, kMostExamined, wish.examined));
  }
  const std::int64_t most = examined_valid ? *wish.examined : kMostExamined;
  if (!within(wish.passed, 0, most)) {
    findings.add(invalid_number("passed", "通过人数", "The number passed", 0, most, wish.passed));
  }
}

void check_date(const Plan& plan, base::Date on, base::Date today, Findings& findings) {
  if (plan.balance.use_from <= on && on <= today) return;
  findings.add(FindingBuilder(Code::date_invalid)
                   .field("on")
                   .day("on", on)
                   .day("opened", plan.balance.use_from)
                   .day("closed", today)
                   .done());
}

}  // namespace

Findings check_named_plan(const NamedPlan& named, base::Date today, std::string_view exit_clause) {
  Findings findings;
  if (!named.certificate) {
    findings.add(FindingBuilder(Code::certificate_unknown).field("certificate").word("about", named.called).done());
  } else if (!named.level) {
    findings.add(FindingBuilder(Code::level_unknown).field("level").word("about", named.called).done());
  }
  if (named.plan && named.plan->balance.exited) {
    findings.add(
        FindingBuilder(Code::plan_exited).clause(exit_clause).field("plan").word("about", named.called).done());
  } else if (!named.plan || live(named.plan->balance, base::year_of(today)) <= 0) {
    findings.add(FindingBuilder(Code::no_such_plan).field("plan").word("about", named.called).done());
  }
  return findings;
}

Findings check_assessment(const NamedPlan& named, const AssessmentWish& wish, base::Date today,
                          std::string_view exit_clause) {
  Findings findings = check_named_plan(named, today, exit_clause);
  check_numbers(wish, findings);
  if (!named.plan) return findings.sorted();
  check_date(*named.plan, wish.on, today, findings);
  const Balance& balance = named.plan->balance;
  if (within(wish.examined, 1, kMostExamined) && balance.examined + *wish.examined > balance.headcount) {
    findings.add(FindingBuilder(Code::over_plan)
                     .field("examined")
                     .word("about", named.called)
                     .number("asked", balance.examined + *wish.examined)
                     .number("allowed", balance.headcount)
                     .done());
  }
  return findings.sorted();
}

}  // namespace kaoji::core
