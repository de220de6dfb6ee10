#pragma once

#include <optional>
#include <string_view>

#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// What the text of a sheet's code says, docs/forms.md; nothing for the text of any other code.
std::optional<ports::SheetMark> parse_mark(std::string_view text);

}  // namespace kaoji::scan_reading
