#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaoji::usecases {

/// What people type into the cells of a spreadsheet, as it is meant.

/// Without blanks, wide and no-break ones among them, at both ends, and without characters that nobody sees.
[[nodiscard]] std::string trimmed_text(std::string_view text);

/// As above, and without the quote of a text that would be calculated.
[[nodiscard]] std::string typed_in_cell(std::string_view text);

/// Full-width forms of ASCII as ASCII, and without any blank: for heads, numbers and levels.
[[nodiscard]] std::string without_blanks(std::string_view text);

/// The number that the digits, nothing else, are.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view digits);

/// A number of persons as people type it: full-width digits, thousands separators and 人 behind it understood.
[[nodiscard]] std::optional<std::int64_t> typed_count(std::string_view text);

}  // namespace kaoji::usecases
