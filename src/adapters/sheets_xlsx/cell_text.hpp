#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kaoji::sheets_xlsx {

/// Throws SheetUnavailable for anything but 0, the library's code of success.
void must(int library_error);

/// A text as it may stand in a cell: quoted where a spreadsheet would calculate it, without NUL, and not too long.
[[nodiscard]] std::string cell_text(std::string_view text);

/// Days since 1899-12-30, as a spreadsheet counts them.
[[nodiscard]] double serial(base::Date day);
/// As above, with the time of the day in `zone`, to the second.
[[nodiscard]] double serial(const base::Zone& zone, base::Instant at);

}  // namespace kaoji::sheets_xlsx
