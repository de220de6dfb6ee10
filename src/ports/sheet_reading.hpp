#pragma once

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

/// A sheet of a book: its cells by row and column.
struct ReadSheet {
  std::string name;
  std::vector<ReadCell> cells;
};

/// Why a book is not read (closed list).
enum class SheetRefusal {
  none,
  too_large,  ///< more than 5 MiB
  not_xlsx,   ///< no ZIP with a workbook in it: also an old .xls, or one with a password
  bomb,       ///< more than 1,000 entries, 50 MiB inflated, or 100 bytes out of one
  active,     ///< macros, links, a DTD, embedded objects
  rows,       ///< more than 10,000 rows with something in them
  damaged,    ///< cannot be read within the limits
  timeout     ///< not read in the time allowed
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

  /// The sheets of the book, in a child with limits. Safe from any number of threads. Throws SheetReaderUnavailable
  /// when no child can be run now.
  [[nodiscard]] virtual SheetReading read(std::string_view book) const = 0;
};

/// Thrown when no book can be read now (all readers taken, no process): the environment's fault (503).
class SheetReaderUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How people name a cell: 考核!B3.
[[nodiscard]] std::string cell_name(std::string_view sheet, int row, int column);

}  // namespace kaoji::ports
