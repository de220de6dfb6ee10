#include "core/policy/canonical_policy.hpp"

#include "base/wire.hpp"

namespace kaoji::core {

namespace {

void put(base::WireWriter& wire, const YearlyWindow& window) {
  wire(static_cast<unsigned>(window.first.month()), static_cast<unsigned>(window.first.day()),
       static_cast<unsigned>(window.last.month()), static_cast<unsigned>(window.last.day()));
}

void put(base::WireWriter& wire, const RoundRule& round) {
  wire(round.name, round.label, round.clause, round.from_year, round.until_year.value_or(0), round.kinds);
  for (const YearlyWindow& window : round.windows) put(wire, window);
  wire(round.cap_percent.value_or(0), round.decrease_in_indicators);
}

void put(base::WireWriter& wire, const IndicatorRule& rule) {
  wire(rule.name, rule.label, rule.numerator, rule.denominator);
}

}  // namespace

std::string canonical_text(const Policy& policy) {
  base::WireWriter wire;
  wire(std::string("kaoji-policy-1"), policy.id, policy.number, policy.title, policy.issued_on, policy.effective_from);
  wire(policy.zone.name, static_cast<std::int64_t>(policy.zone.offset.count()));
  wire(policy.rounds.size());
  for (const RoundRule& round : policy.rounds) put(wire, round);
  wire(policy.new_clause, policy.increase_clause, policy.increase_windowed, policy.increase_needs_admission,
       policy.review_days, policy.decrease_clause, policy.cap_scope, policy.cap_percent.value_or(0));
  wire(policy.increase_reasons, policy.decrease_reasons);
  wire(policy.exit_clause, policy.exit_from_year, policy.exit_after_years);
  put(wire, policy.exit_window);
  wire(policy.routing_clause, policy.preliminary_review, policy.form_clause, policy.signed_scan);
  wire(policy.indicators.size());
  for (const IndicatorRule& rule : policy.indicators) put(wire, rule);
  return wire.take();
}

}  // namespace kaoji::core
