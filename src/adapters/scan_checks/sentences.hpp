#pragma once

#include <optional>
#include <string_view>

#include "ports/scans.hpp"

namespace kaoji::scan_checks {

/// A refusal with its code and sentences; none has neither.
ports::ScanVerdict refuse(ports::ScanRefusal refusal);

/// The refusal whose code this is; nothing for any other text.
std::optional<ports::ScanRefusal> refusal_of(std::string_view code);

}  // namespace kaoji::scan_checks
