#pragma once

#include <string>

#include "ports/sheet_reading.hpp"

namespace kaoji::sheets_xlsx {

/// The hidden command under which the program reads one book from standard input.
inline constexpr const char* kSheetChild = "--sheet-child";

/// What stands before the book on the child's standard input: how much of it may be read.
[[nodiscard]] std::string child_order(const ports::SheetLimits& limits);

/// Reads the order and the book on standard input and says on standard output what the book holds. To be run confined.
int run_sheet_child(int argc, char** argv);

}  // namespace kaoji::sheets_xlsx
