#pragma once

#include <set>
#include <string>
#include <string_view>

namespace kaoji::sheets_xlsx {

/// Does a number in this format show a day or a time? `id` is the format's number, `code` its text where the book has
/// one of its own.
[[nodiscard]] bool shows_date(int id, std::string_view code);

/// The cell styles (by their place in cellXfs) whose numbers are dates.
[[nodiscard]] std::set<int> date_styles(std::string_view styles_xml);

/// A number of days since 1899-12-30 (1904-01-01 when `from_1904`) as 2026-03-11, or 2026-03-11T08:30:00 when it has a
/// time; empty for one outside the years 1900 to 2999.
[[nodiscard]] std::string date_text(double serial, bool from_1904);

}  // namespace kaoji::sheets_xlsx
