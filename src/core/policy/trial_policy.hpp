#pragma once

#include "core/policy/policy.hpp"

namespace kaoji::core {

/// The notice as if it had been in force in the whole of `year`, to be tried on what happened then: its yearly rounds
/// take place in that year even when they begin later; rounds that take place once stay in their own year.
[[nodiscard]] Policy as_if_in_force(Policy policy, int year);

/// Where a grant of the real round stands when the notice is tried: the round of the same name and year of the notice.
[[nodiscard]] RoundRef moved_round(const RoundRef& real, const Policy& tried);

}  // namespace kaoji::core
