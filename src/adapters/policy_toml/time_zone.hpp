#pragma once

#include <string>

#include "adapters/policy_toml/policy_error.hpp"
#include "base/date.hpp"
#include "base/result.hpp"

namespace kaoji::policy_toml {

/// The zone of that name in the system's tz database, for days from `from` on. Refused (one error without a place):
/// an unknown name; a zone whose offset changes after `from` or is no whole number of minutes, because the rules count
/// whole days by one offset.
[[nodiscard]] base::Result<base::Zone, PolicyError> resolve_zone(const std::string& name, base::Date from);

}  // namespace kaoji::policy_toml
