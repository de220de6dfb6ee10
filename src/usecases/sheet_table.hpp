#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "ports/sheet_reading.hpp"

namespace kaoji::usecases {

/// Something that was not understood or is not allowed in a book, at its cell.
struct CellProblem {
  std::string sheet;
  int row = 0;     ///< from 1
  int column = 0;  ///< from 1; 0: the whole row
  std::string code;
  std::string zh;
  std::string en;
};

/// How people find it: 考核结果!B3, or 考核结果!3 for a whole row.
[[nodiscard]] std::string place_of(const CellProblem& problem);

/// A column that a table may have: the name by which rows ask for it, and its head in the sheet, in either language.
struct TableColumn {
  std::string_view name;
  std::string_view head;
  std::string_view head_en;
  bool required = true;
};

/// A row of a table, which gives its cells by their names and notes what it cannot read of them.
class TableRow {
 public:
  TableRow(const ports::ReadSheet& sheet, int row, std::map<std::string_view, int> columns)
      : sheet_(sheet.name), row_(row), columns_(std::move(columns)) {}

  void add(const ports::ReadCell& cell) { cells_.emplace(cell.column, cell); }

  [[nodiscard]] int row() const { return row_; }
  [[nodiscard]] bool has_column(std::string_view name) const { return columns_.contains(name); }
  [[nodiscard]] const std::string& sheet() const { return sheet_; }
  [[nodiscard]] const std::vector<CellProblem>& problems() const { return problems_; }

  /// What is typed in the cell, trimmed, without the quote of a text that would be calculated; empty when nothing is.
  [[nodiscard]] std::string text(std::string_view name) const;
  /// As above; a problem when it is longer than `most` characters, or empty although it is needed.
  std::string text(std::string_view name, std::size_t most, bool needed);
  /// A whole number from `least` to `most`, full-width digits and thousands separators understood; a problem otherwise.
  std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most, bool needed);
  /// An amount of money with at most two decimals, in hundredths; a problem otherwise.
  std::optional<std::int64_t> hundredths(std::string_view name, bool needed);
  /// A day: a date, or a text such as 2026-03-11, 2026/3/11, 2026年3月11日; a problem otherwise.
  std::optional<base::Date> day(std::string_view name, bool needed);
  /// Notes a problem at a cell of this row; at the whole row when the table has no such column.
  void wrong(std::string_view name, std::string_view code, std::string zh, std::string en);

 private:
  [[nodiscard]] const ports::ReadCell* cell(std::string_view name) const;
  bool missing(std::string_view name, bool needed);

  std::string sheet_;
  int row_;
  std::map<std::string_view, int> columns_;
  std::map<int, ports::ReadCell> cells_;
  std::vector<CellProblem> problems_;
};

/// A sheet read as a table: the rows below the row of heads.
struct SheetTable {
  std::vector<TableRow> rows;
  std::vector<CellProblem> problems;  ///< heads that are missing
};

/// Finds the heads within the first ten rows (spaces and full-width forms do not matter) and the rows below them.
/// Nothing when the sheet has none of the heads.
[[nodiscard]] std::optional<SheetTable> read_table(const ports::ReadSheet& sheet, std::span<const TableColumn> columns);

}  // namespace kaoji::usecases
