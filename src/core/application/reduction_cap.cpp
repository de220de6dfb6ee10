#include "core/application/reduction_cap.hpp"

#include <algorithm>

namespace kaoji::core {

namespace {

std::int64_t sum_of(const std::vector<RoundDecrease>& decreases, bool approved_only) {
  std::int64_t sum = 0;
  for (const RoundDecrease& each : decreases) {
    if (each.approved || !approved_only) sum += each.headcount;
  }
  return sum;
}

std::vector<RoundDecrease> on_plan(const std::vector<RoundDecrease>& decreases, PlanId plan) {
  std::vector<RoundDecrease> found;
  std::copy_if(decreases.begin(), decreases.end(), std::back_inserter(found),
               [&](const RoundDecrease& each) { return each.plan == plan; });
  return found;
}

FindingBuilder exceeded(const CapRule& rule, const CapFigures& figures, std::int64_t asked) {
  FindingBuilder builder(Code::cap_exceeded);
  builder.clause(rule.clause)
      .number("asked", figures.used + asked)
      .number("allowed", figures.allowed)
      .number("base", figures.base)
      .number("percent", *figures.percent)
      .number("left", figures.left);
  return builder;
}

}  // namespace

CapRule cap_rule(const Policy& policy, const Round& round) {
  return {round.cap_percent, policy.cap_scope, policy.decrease_clause};
}

CapFigures cap_figures(const CapPercent& percent, std::int64_t live_now, const std::vector<RoundDecrease>& decreases) {
  CapFigures figures;
  figures.percent = percent;
  figures.base = live_now + sum_of(decreases, true);
  figures.used = sum_of(decreases, false);
  figures.allowed = percent ? figures.base * *percent / 100 : figures.base;
  figures.left = std::max<std::int64_t>(0, figures.allowed - figures.used);
  return figures;
}

Findings check_cap(const CapRule& rule, std::int64_t live_now, const std::vector<RoundDecrease>& others,
                   const std::vector<AskedCut>& asked) {
  Findings findings;
  if (!rule.percent) return findings;
  if (rule.scope == CapScope::institution_round) {
    std::int64_t sum = 0;
    for (const AskedCut& cut : asked) sum += cut.headcount;
    const CapFigures figures = cap_figures(rule.percent, live_now, others);
    if (figures.used + sum > figures.allowed) findings.add(exceeded(rule, figures, sum).field("lines").done());
    return findings;
  }
  for (const AskedCut& cut : asked) {
    const CapFigures figures = cap_figures(rule.percent, cut.live_now, on_plan(others, cut.plan));
    if (figures.used + cut.headcount > figures.allowed) {
      findings.add(
          exceeded(rule, figures, cut.headcount).line_field(cut.line, "headcount").word("about", cut.called).done());
    }
  }
  return findings;
}

}  // namespace kaoji::core
