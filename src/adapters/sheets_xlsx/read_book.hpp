#pragma once

#include <string_view>
#include <vector>

#include "ports/sheet_reading.hpp"

namespace kaoji::sheets_xlsx {

inline constexpr int kMostColumns = 256;

/// The visible content of a book's sheets, in their order. Throws Refused.
[[nodiscard]] std::vector<ports::ReadSheet> read_book(std::string_view book, const ports::SheetLimits& limits = {});

}  // namespace kaoji::sheets_xlsx
