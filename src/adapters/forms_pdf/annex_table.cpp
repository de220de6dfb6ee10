#include "adapters/forms_pdf/annex_table.hpp"

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

AnnexTable::AnnexTable(Canvas& canvas, const Annex& annex, double most) : canvas_(canvas), columns_(annex.columns) {
  head_ = measure(heads_of(columns_), most);
  totals_ = measure(annex.totals, most);
  for (const auto& cells : annex.rows) {
    rows_.push_back(measure(cells, most));
    row_heights_.push_back(rows_.back().height);
  }
}

AnnexTable::Row AnnexTable::measure(const std::vector<std::string>& cells, double most) {
  Row row;
  row.cells = cells;
  for (const double size : kSizes) {
    if (measure_at(row, size, most)) {
      return row;
    }
  }
  base::check(false, "a row that printable texts cannot make");
  return row;
}

bool AnnexTable::measure_at(Row& row, double size, double most) {
  row.size = size;
  row.height = kLeastHeight;
  row.text_heights.clear();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const double width = columns_[i].width - 2 * kSidePadding;
    row.text_heights.push_back(row.cells[i].empty() ? 0 : canvas_.text_height(row.cells[i], {size}, width));
    row.height = std::max(row.height, row.text_heights.back() + 2 * kUpperPadding);
  }
  return row.height <= most;
}

double AnnexTable::draw(double x, double y, std::size_t first, std::size_t count, bool with_totals) {
  const double top = y;
  double width = 0;
  for (const Column& column : columns_) {
    width += column.width;
  }
  canvas_.line(x, top, x + width, top, kThick);
  y = draw_row(head_, x, y, true);
  canvas_.line(x, y, x + width, y, kThin);
  for (std::size_t i = first; i < first + count; ++i) {
    y = draw_row(rows_[i], x, y, false);
    canvas_.line(x, y, x + width, y, kThin);
  }
  if (with_totals) {
    y = draw_row(totals_, x, y, false);
  }
  canvas_.line(x, y, x + width, y, kThick);
  double edge = x;
  canvas_.line(edge, top, edge, y, kThick);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    edge += columns_[i].width;
    canvas_.line(edge, top, edge, y, i + 1 == columns_.size() ? kThick : kThin);
  }
  return y;
}

double AnnexTable::draw_row(const Row& row, double x, double y, bool as_head) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!row.cells[i].empty()) {
      const TextStyle style{row.size, false, as_head ? Align::centre : columns_[i].align};
      canvas_.text(x + kSidePadding, y + (row.height - row.text_heights[i]) / 2, columns_[i].width - 2 * kSidePadding,
                   row.cells[i], style);
    }
    x += columns_[i].width;
  }
  return y + row.height;
}

}  // namespace kaoji::forms_pdf
