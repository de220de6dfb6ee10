#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/language.hpp"

namespace kaoji::ports {

/// What the cells of a column hold, and so how a spreadsheet shows them.
enum class SheetKind {
  text,
  number,   ///< a count
  ordinal,  ///< a number that names: a year, a place in a list
  date,
  instant,
  percent,
  money  ///< an amount in hundredths
};

/// A column of a sheet: its head, what it holds, its width in Latin characters, and its head for those who read
/// English.
struct SheetColumn {
  std::string_view head;
  SheetKind kind = SheetKind::text;
  int width = 12;
  std::string_view head_en = {};
};

/// A share as a pair of integers; a denominator of 0 or less is shown as «—».
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

/// One cell; monostate is an empty one. Texts live until the row has been written.
using SheetCell = std::variant<std::monostate, std::string_view, std::int64_t, base::Date, base::Instant, Ratio>;

/// What may stand in the cells of a column.
struct SheetChoice {
  std::size_t column = 0;  ///< from 0
  std::vector<std::string> words;
};

/// A sheet that is to be filled in: everything on it is locked, without a password, but for what people fill in.
struct SheetFilling {
  std::size_t given = 0;             ///< leading columns of the written rows that stay as they are written
  int free_rows = 0;                 ///< rows behind the written ones, open in all columns
  std::vector<SheetChoice> choices;  ///< as drop-downs
};

/// The bytes of a finished book, which do not lie in memory.
class SheetBytes {
 public:
  virtual ~SheetBytes() = default;
  /// The next bytes, at most `most`; empty at the end.
  [[nodiscard]] virtual std::string next(std::size_t most) = 0;
};

/// Writes one book (XLSX), row by row; memory does not grow with the rows.
class SheetWriter {
 public:
  virtual ~SheetWriter() = default;

  /// Begins a sheet with its heads in that language. `name`: 1 to 28 characters, none of []:*?/\. More rows than a
  /// sheet can hold go on on a further sheet of that name and a number.
  virtual void begin(std::string_view name, std::span<const SheetColumn> columns,
                     base::Language language = base::Language::zh) = 0;
  /// As above, a sheet that is to be filled in: its cells take only what their columns hold.
  virtual void begin_to_fill(std::string_view name, std::span<const SheetColumn> columns, SheetFilling filling,
                             base::Language language) = 0;
  /// One row of the sheet begun last, a cell for each column. Texts stay texts, whatever they begin with: one that a
  /// spreadsheet would calculate is quoted ('), NUL becomes U+FFFD, and what is beyond 32,767 characters is cut off.
  virtual void row(std::span<const SheetCell> cells) = 0;
  /// Ends the book; nothing may be written after it. Throws SheetUnavailable when the disk takes no more.
  [[nodiscard]] virtual std::unique_ptr<SheetBytes> finish() = 0;
};

/// Makes books.
class SheetBooks {
 public:
  virtual ~SheetBooks() = default;

  /// An empty book whose instants are told in `zone`. Safe from any number of threads. Throws SheetUnavailable.
  [[nodiscard]] virtual std::unique_ptr<SheetWriter> book(const base::Zone& zone) const = 0;
};

/// Thrown when no sheet can be made now (no room on the disk): the environment's fault (503).
class SheetUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace kaoji::ports
