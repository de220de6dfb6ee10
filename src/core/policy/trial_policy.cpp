#include "core/policy/trial_policy.hpp"

#include <algorithm>

namespace kaoji::core {

Policy as_if_in_force(Policy policy, int year) {
  const base::Date first{std::chrono::year(year) / std::chrono::January / 1};
  policy.effective_from = std::min(policy.effective_from, first);
  for (RoundRule& rule : policy.rounds) {
    const bool once = rule.until_year == rule.from_year;
    if (!once) rule.from_year = std::min(rule.from_year, year);
  }
  return policy;
}

RoundRef moved_round(const RoundRef& real, const Policy& tried) {
  return {tried.id, real.name, real.year};
}

}  // namespace kaoji::core
