#pragma once

#include <string_view>

#include "ports/platform_table.hpp"
#include "ports/sheet_reading.hpp"

namespace kaoji::usecases {

/// Who reads the platform's export: tables of text, and books.
struct PlatformSource {
  const ports::PlatformTables& tables;
  const ports::SheetReader& sheets;
};

/// Hands the rows of an export to `row`, whichever of the two it is: of a book, those of its first sheet that is not
/// empty, a line being a row of the sheet. Throws SheetReaderUnavailable.
[[nodiscard]] base::Result<ports::TableFacts, ports::TableTrouble> read_export(const PlatformSource& source,
                                                                               std::string_view bytes,
                                                                               const ports::PlatformTables::Row& row);

/// Is it a book, by its first bytes?
[[nodiscard]] bool is_book(std::string_view bytes);

}  // namespace kaoji::usecases
