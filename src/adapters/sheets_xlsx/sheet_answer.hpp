#pragma once

#include <string>
#include <string_view>

#include "ports/sheet_reading.hpp"

namespace kaoji::sheets_xlsx {

/// What the child says of a book, as one text.
[[nodiscard]] std::string answer_text(const ports::SheetReading& reading);
/// The same read back. The child may have been taken over by the book, so its text counts only in its exact form;
/// anything else is a damaged book. A refusal names the limits that the child was given.
[[nodiscard]] ports::SheetReading read_answer(std::string_view text, const ports::SheetLimits& limits = {});

}  // namespace kaoji::sheets_xlsx
