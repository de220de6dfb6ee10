#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kaoji::ports {

/// What a cell that was read holds.
enum class ReadKind { text, number, date, truth, failed };

/// A cell with something in it. `text`: a text as typed; a number in its shortest form (1234, 0.5); a date as
/// 2026-03-11, with T08:30:00 behind it when it has a time; `true` or `false`; the name of an error (#REF!).
struct ReadCell {
  int row = 0;     ///< from 1
  int column = 0;  ///< from 1
  ReadKind kind = ReadKind::text;
  std::string text;
};

/// Cells that are one on the sheet; what they hold is the upper left one's. Rows and columns from 1, the last included.
struct MergedCells {
  int row = 0;
  int column = 0;
  int last_row = 0;
  int last_column = 0;

  friend bool operator==(const MergedCells&, const MergedCells&) = default;
};

/// A sheet of a book: its cells by row and column, and which of them are merged.
struct ReadSheet {
  std::string name;
  std::vector<ReadCell> cells;
  std::vector<MergedCells> merged;
};

/// Why a book is not read (closed list).
enum class SheetRefusal {
  none,
  too_large,  ///< more bytes than the limits allow
  not_xlsx,   ///< no ZIP with a workbook in it: also an old .xls, or one with a password
  bomb,       ///< more than 1,000 entries, 100 bytes out of one, or more inflated than the limits allow
  active,     ///< macros, links, a DTD, embedded objects
  rows,       ///< more rows with something in them than the limits allow
  damaged,    ///< cannot be read within the limits
  timeout     ///< not read in the time allowed
};

/// How much of a book is read. The defaults are those of every import that a person fills in by hand.
struct SheetLimits {
  std::size_t book_bytes = std::size_t{5} << 20;       ///< of the file; whole MiB
  std::size_t inflated_bytes = std::size_t{50} << 20;  ///< of all its parts together, unpacked
  int rows = 10'000;                                   ///< with something in them, heads included, over all sheets
  int cells = 500'000;                                 ///< with something in them, over all sheets
  std::chrono::seconds time{10};                       ///< of one processor
};

/// What a book holds, or why it is refused.
struct SheetReading {
  SheetRefusal refusal = SheetRefusal::none;
  std::string code;   ///< "" when read, else sheet-too-large, sheet-not-xlsx, …
  std::string place;  ///< 考核!A10001, where there is one to name
  std::string zh;     ///< one sentence that says what to do; "" when read
  std::string en;
  std::vector<ReadSheet> sheets;
};

/// Reads books (XLSX) from strangers without trusting them.
class SheetReader {
 public:
  virtual ~SheetReader() = default;

  /// The sheets of the book, in a child with these limits. Safe from any number of threads. Throws
  /// SheetReaderUnavailable when no child can be run now.
  [[nodiscard]] virtual SheetReading read(std::string_view book, const SheetLimits& limits = {}) const = 0;
};

/// Thrown when no book can be read now (all readers taken, no process): the environment's fault (503).
class SheetReaderUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How people name a cell: 考核!B3.
[[nodiscard]] std::string cell_name(std::string_view sheet, int row, int column);

}  // namespace kaoji::ports
