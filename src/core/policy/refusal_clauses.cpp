#include "core/policy/refusal_clauses.hpp"

#include <algorithm>

namespace kaoji::core {

namespace {

/// Of every window: the rounds', and the forced exit's.
std::vector<std::string> window_clauses(const Policy& policy) {
  std::vector<std::string> clauses;
  for (const RoundRule& round : policy.rounds) clauses.push_back(round.clause);
  clauses.push_back(policy.exit_clause);
  return clauses;
}

std::vector<std::string> cited(Code code, const Policy& policy) {
  switch (code) {
    case Code::not_awaiting:
      return {policy.routing_clause};
    case Code::not_registered:
    case Code::use_increase:
      return {policy.new_clause};
    case Code::reason_required:
      return {policy.increase_clause, policy.decrease_clause};
    case Code::window_closed:
      return window_clauses(policy);
    case Code::platform_closed:
    case Code::not_admitted:
      return {policy.increase_clause};
    case Code::plan_exited:
      return {policy.exit_clause};
    case Code::cap_exceeded:
      return {policy.decrease_clause};
    case Code::form_unsigned:
    case Code::form_stale:
      return {policy.form_clause};
    default:
      return {};
  }
}

}  // namespace

std::vector<std::string> clauses_of(Code code, const Policy& policy) {
  std::vector<std::string> once;
  for (std::string& clause : cited(code, policy)) {
    if (!clause.empty() && std::find(once.begin(), once.end(), clause) == once.end()) once.push_back(std::move(clause));
  }
  return once;
}

}  // namespace kaoji::core
