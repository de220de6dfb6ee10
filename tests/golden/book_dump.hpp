#pragma once

#include <string>

#include "ports/sheets.hpp"

namespace kaoji::golden {

/// All of a book's bytes.
std::string bytes_of(ports::SheetBytes& bytes);

/// What can be seen, typed and chosen in a book, as lines of text: for each sheet its state, page, column widths, cells
/// (place, o where it is open, number format, formula and content), merged cells and rules of cells.
std::string dump_of(const std::string& book);

}  // namespace kaoji::golden
