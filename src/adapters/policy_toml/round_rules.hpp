#pragma once

#include <optional>
#include <vector>

#include "adapters/policy_toml/table_reader.hpp"
#include "core/policy/policy.hpp"

namespace kaoji::policy_toml {

/// A month-day window `["03-11", "03-20"]` under a key that must be there: both ends days of every year (so not 02-29),
/// not backwards. A fallback comes back after an error.
[[nodiscard]] core::YearlyWindow read_window(TableReader& reader, std::string_view key);

/// A cap: a whole number from 1 to 100, or "none". Nothing when it is neither, with an error.
[[nodiscard]] std::optional<core::CapPercent> read_cap(TableReader& reader, std::string_view key,
                                                       const TomlValue& value);

/// All `[[round]]` of the file, in its order, checked each by itself and against each other. A round without
/// `decrease_cap_percent` takes `cap`, the policy's.
[[nodiscard]] std::vector<core::RoundRule> read_rounds(TableReader& top, core::CapPercent cap, PolicyErrors& errors);

}  // namespace kaoji::policy_toml
