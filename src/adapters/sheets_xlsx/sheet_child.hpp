#pragma once

namespace kaoji::sheets_xlsx {

/// The hidden command under which the program reads one book from standard input.
inline constexpr const char* kSheetChild = "--sheet-child";

/// Reads the book on standard input and says on standard output what it holds. To be run confined.
int run_sheet_child(int argc, char** argv);

}  // namespace kaoji::sheets_xlsx
