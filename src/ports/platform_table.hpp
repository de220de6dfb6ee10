#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kaoji::ports {

/// Why a table cannot be read, and where.
struct TableTrouble {
  int line = 0;    ///< of the file, from 1; 0: the whole file
  int column = 0;  ///< from 1; 0: the whole line
  std::string zh;  ///< one sentence that says what to do
  std::string en;
};

/// What a table turned out to be.
struct TableFacts {
  std::string encoding;  ///< `UTF-8`, `GB18030`, `UTF-16`; `XLSX` of a book
};

/// Reads the ministry platform's export: a table from strangers, row by row.
class PlatformTables {
 public:
  virtual ~PlatformTables() = default;

  /// Hears a row: its line in the file, from 1, and its cells as UTF-8. False: that is enough.
  using Row = std::function<bool(int line, const std::vector<std::string>& cells)>;

  /// Hands every row that is not empty to `row`, in order. Beyond the limits (lines, columns, length of a cell) or not
  /// to be understood: the trouble, after the rows before it. Safe from any number of threads.
  [[nodiscard]] virtual base::Result<TableFacts, TableTrouble> read(std::string_view bytes, const Row& row) const = 0;
};

}  // namespace kaoji::ports
