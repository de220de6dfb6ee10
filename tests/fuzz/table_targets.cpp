// The targets that read tables: books (XLSX), and the platform's export as CSV.
#include <cmath>
#include <exception>
#include <string>
#include <vector>

#include "adapters/platform_csv/csv_tables.hpp"
#include "adapters/sheets_xlsx/read_book.hpp"
#include "adapters/sheets_xlsx/refused.hpp"
#include "adapters/sheets_xlsx/sheet_answer.hpp"
#include "core/reconcile/platform_row.hpp"
#include "fuzz/made_book.hpp"
#include "fuzz/promise.hpp"
#include "fuzz/targets.hpp"

namespace kaoji::fuzz {
namespace {

constexpr int kLastRow = 1'048'576;
constexpr std::size_t kLinesLookedAt = 12;

void check_cells(const ports::ReadSheet& sheet) {
  for (const ports::ReadCell& cell : sheet.cells) {
    promise(cell.row >= 1 && cell.row <= kLastRow && cell.column >= 1 && cell.column <= sheets_xlsx::kMostColumns,
            "a cell lies on its sheet");
    promise(!cell.text.empty(), "a cell that was read has something in it");
    if (cell.kind == ports::ReadKind::number)
      promise(std::isfinite(std::stod(cell.text)), "a number that was read is one");
  }
}

void try_reading_book(std::string_view book) {
  ports::SheetReading reading;
  try {
    reading.sheets = sheets_xlsx::read_book(book);
  } catch (const sheets_xlsx::Refused& refused) {
    promise(refused.refusal != ports::SheetRefusal::none, "a refused book says why");
    return;
  }
  promise(!reading.sheets.empty(), "a book has a sheet");
  for (const ports::ReadSheet& sheet : reading.sheets) check_cells(sheet);
  const std::string told = sheets_xlsx::answer_text(reading);
  const ports::SheetReading heard = sheets_xlsx::read_answer(told);
  promise(heard.refusal == ports::SheetRefusal::none && sheets_xlsx::answer_text(heard) == told,
          "the parent hears what the child reads");
}

/// The parts between NUL characters, which no XML may hold.
std::vector<std::string> pieces_of(std::string_view bytes) {
  std::vector<std::string> pieces{{}};
  for (const char c : bytes) {
    if (c == '\0') {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  pieces.resize(3);
  return pieces;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead >> 5U == 6 ? 2 : lead >> 4U == 14 ? 3 : lead >> 3U == 30 ? 4 : 0;
    if (size == 0 || i + size > text.size()) return false;
    for (std::size_t k = 1; k < size; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80) return false;
    }
    i += size;
  }
  return true;
}

void check_row(const std::vector<std::string>& cells, const platform_csv::TableLimits& limits) {
  promise(!cells.empty() && cells.size() <= limits.columns, "a line has no more columns than are read");
  for (const std::string& cell : cells) {
    promise(cell.size() <= limits.cell_bytes, "a cell is no longer than is read");
    promise(is_utf8(cell) && cell.find('\0') == std::string::npos, "a cell is text");
  }
}

}  // namespace

void try_book(std::string_view bytes) {
  try_reading_book(bytes);
}

void try_cells(std::string_view bytes) {
  const std::vector<std::string> pieces = pieces_of(bytes);
  try_reading_book(zip_of(book_parts(pieces[0], pieces[1], pieces[2]), false));
}

void try_table(std::string_view bytes) {
  const platform_csv::TableLimits limits;
  std::vector<core::CellRow> rows;
  int last = 0;
  const auto facts = platform_csv::CsvTables(limits).read(bytes, [&](int line, const core::CellRow& cells) {
    promise(line > last, "lines come in their order");
    last = line;
    check_row(cells, limits);
    rows.push_back(cells);
    return rows.size() < 1000;
  });
  if (facts) {
    promise(!facts->encoding.empty(), "a table that was read has an encoding");
  } else {
    promise(!facts.error().zh.empty() && !facts.error().en.empty(), "a table that was not read says why");
  }
  if (rows.empty()) return;
  const std::vector<core::CellRow> first(
      rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), kLinesLookedAt)));
  const std::size_t heading = core::heading_row(first);
  promise(heading < first.size(), "the headings are a line of the table");
  const core::ColumnMap map = core::guess_columns(first[heading]);
  promise(core::parse_column_map(core::to_text(map)) == map, "a map is kept as it is");
  for (const core::CellRow& cells : rows) {
    if (core::is_no_plan(map, cells)) continue;
    const auto row = core::read_row(map, 2026, 1, cells);
    if (!row) continue;
    promise(row->headcount >= 0 && row->headcount <= 9'999'999, "a headcount is one");
    promise(row->year >= 2000 && row->year <= 2999, "a plan year is one");
  }
}

}  // namespace kaoji::fuzz
