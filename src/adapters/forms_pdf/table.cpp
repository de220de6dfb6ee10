#include "adapters/forms_pdf/table.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace kaoji::forms_pdf {
namespace {

constexpr double kSidePadding = 4;
constexpr double kUpperPadding = 3;
constexpr double kLeastHeight = 24;
constexpr double kThin = 0.5;
constexpr double kThick = 1.0;
// 五号 as long as a row allows it, then smaller until the row fits.
constexpr double kSizes[] = {10.5, 9, 7.5, 6, 5, 4, 3, 2, 1};

std::vector<std::string> heads_of(const std::vector<Column>& columns) {
  std::vector<std::string> heads;
  heads.reserve(columns.size());
  for (const Column& column : columns) {
    heads.push_back(column.head);
  }
  return heads;
}

}  // namespace

Table::Table(Canvas& canvas, const Grid& grid, double most) : canvas_(canvas), grid_(grid) {
  head_ = measure(heads_of(grid.columns), most);
  if (!grid.totals.empty()) {
    totals_ = measure(grid.totals, most);
  }
  for (const auto& cells : grid.rows) {
    rows_.push_back(measure(cells, most));
    row_heights_.push_back(rows_.back().height);
  }
}

Table::Row Table::measure(const std::vector<std::string>& cells, double most) {
  Row row;
  row.cells = cells;
  for (const double size : kSizes) {
    // A text takes about as much of the page as its letters; a size that is far from enough is not tried.
    const bool hopeless = row.height > 0 && row.height * size * size > 2 * most * row.size * row.size;
    if (size <= grid_.letters && !hopeless && measure_at(row, size, most)) {
      return row;
    }
  }
  base::check(false, "a row that printable texts cannot make");
  return row;
}

bool Table::measure_at(Row& row, double size, double most) {
  row.size = size;
  row.height = kLeastHeight;
  row.text_heights.clear();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const double width = grid_.columns[i].width - 2 * kSidePadding;
    row.text_heights.push_back(row.cells[i].empty() ? 0 : canvas_.text_height(row.cells[i], {size}, width));
    row.height = std::max(row.height, row.text_heights.back() + 2 * kUpperPadding);
  }
  return row.height <= most;
}

double Table::draw(double x, double y, std::size_t first, std::size_t count, bool with_totals) {
  const double top = y;
  double width = 0;
  for (const Column& column : grid_.columns) {
    width += column.width;
  }
  canvas_.line(x, top, x + width, top, kThick);
  y = draw_row(head_, x, y, true);
  canvas_.line(x, y, x + width, y, kThin);
  for (std::size_t i = first; i < first + count; ++i) {
    y = draw_row(rows_[i], x, y, false);
    canvas_.line(x, y, x + width, y, kThin);
  }
  if (with_totals && !totals_.cells.empty()) {
    y = draw_row(totals_, x, y, false);
  }
  canvas_.line(x, y, x + width, y, kThick);
  double edge = x;
  canvas_.line(edge, top, edge, y, kThick);
  for (std::size_t i = 0; i < grid_.columns.size(); ++i) {
    edge += grid_.columns[i].width;
    canvas_.line(edge, top, edge, y, i + 1 == grid_.columns.size() ? kThick : kThin);
  }
  return y;
}

double Table::draw_row(const Row& row, double x, double y, bool as_head) {
  for (std::size_t i = 0; i < grid_.columns.size(); ++i) {
    if (!row.cells[i].empty()) {
      const TextStyle style{row.size, false, as_head ? Align::centre : grid_.columns[i].align};
      canvas_.text(x + kSidePadding, y + (row.height - row.text_heights[i]) / 2,
                   grid_.columns[i].width - 2 * kSidePadding, row.cells[i], style);
    }
    x += grid_.columns[i].width;
  }
  return y + row.height;
}

}  // namespace kaoji::forms_pdf
