#pragma once

#include <string>
#include <vector>

#include "core/policy/policy.hpp"
#include "core/refusal/code.hpp"

namespace kaoji::core {

/// The clauses of a policy that a refusal of that code may cite, each once; none for a code that rests on no clause.
[[nodiscard]] std::vector<std::string> clauses_of(Code code, const Policy& policy);

}  // namespace kaoji::core
