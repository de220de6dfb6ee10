#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "core/policy/terms.hpp"
#include "core/reconcile/columns.hpp"

namespace kaoji::core {

/// What one row of the platform's export says. Texts are plain cells.
struct PlatformRow {
  std::string institution_code;  ///< empty: not given
  std::string institution_name;  ///< empty: not given
  std::string certificate;       ///< as written, its level included
  Level level{};
  int year = 0;
  std::int64_t headcount = 0;
  int line = 0;  ///< of the file, from 1
};

/// Why a cell is not understood (closed list).
enum class CellTrouble { empty, no_number, no_year, no_level };
/// `empty`, `no-number`, `no-year`, `no-level`.
[[nodiscard]] std::string_view to_text(CellTrouble trouble);
[[nodiscard]] std::optional<CellTrouble> parse_cell_trouble(std::string_view text);

/// A cell that is not understood, and so a row that is not compared.
struct CellFault {
  int line = 0;
  PlatformField field{};
  std::string value;
  CellTrouble trouble{};

  friend bool operator==(const CellFault&, const CellFault&) = default;
};

/// Does the row say nothing of a plan: no cell of the map filled, or a sum (合计, 总计, 小计) at its beginning?
[[nodiscard]] bool is_no_plan(const ColumnMap& map, const CellRow& cells);

/// Reads a row by the map; `year`: of all rows that have no column for it. The level comes from its column, else from
/// the certificate's cell.
[[nodiscard]] base::Result<PlatformRow, CellFault> read_row(const ColumnMap& map, std::optional<int> year, int line,
                                                            const CellRow& cells);

}  // namespace kaoji::core
