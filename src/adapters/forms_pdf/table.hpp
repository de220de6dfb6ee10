#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/forms_pdf/canvas.hpp"

namespace kaoji::forms_pdf {

/// One column of a table.
struct Column {
  std::string head;  ///< as the notice prints it
  double width = 0;  ///< points
  Align align = Align::centre;
};

/// A table as text.
struct Grid {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< a cell for each column
  std::vector<std::string> totals;             ///< a cell for each column, or none at all
  double letters = 10.5;                       ///< points, 五号; a crowded row is set smaller
};

/// A table, measured once and drawn in pieces, one to a page. Points throughout.
class Table {
 public:
  /// Measures every row. A row that would be higher than most is set in smaller type until it is not, which it ends up
  /// being for every printable document. Canvas and grid must outlive the table.
  Table(Canvas& canvas, const Grid& grid, double most);

  const std::vector<double>& row_heights() const { return row_heights_; }
  double head_height() const { return head_.height; }
  double totals_height() const { return totals_.height; }  ///< 0 without totals

  /// Draws the head and count rows from first on, with their lines, and the totals if asked and any, at (x, y).
  /// Returns the lower edge.
  double draw(double x, double y, std::size_t first, std::size_t count, bool with_totals);

 private:
  struct Row {
    std::vector<std::string> cells;
    std::vector<double> text_heights;
    double height = 0;
    double size = 0;  ///< of the letters
  };

  Row measure(const std::vector<std::string>& cells, double most);
  bool measure_at(Row& row, double size, double most);
  double draw_row(const Row& row, double x, double y, bool as_head);

  Canvas& canvas_;
  const Grid& grid_;
  Row head_;
  Row totals_;
  std::vector<Row> rows_;
  std::vector<double> row_heights_;
};

}  // namespace kaoji::forms_pdf
