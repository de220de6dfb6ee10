#pragma once

#include <string>

#include "core/policy/policy.hpp"

namespace kaoji::core {

/// Everything that a policy says, as one text: equal texts, equal policies. A digest of it names what a figure rests
/// on, wherever the file came from.
[[nodiscard]] std::string canonical_text(const Policy& policy);

}  // namespace kaoji::core
