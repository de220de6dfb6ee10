#pragma once

#include <cstddef>
#include <vector>

namespace kaoji::forms_pdf {

/// Heights in points that decide where a table breaks.
struct PageRoom {
  double first = 0;  ///< for rows and tail on the first page
  double later = 0;  ///< for rows and tail on each later page
  double tail = 0;   ///< totals and signatures, which stand below the last row
};

/// How many rows stand on each page. Rows keep their order and are never split; the tail stands on the last page
/// below at least one row, so that nobody signs a sheet without figures.
/// Needs at least one row; a row higher than a page is given a page of its own.
std::vector<std::size_t> break_rows(const std::vector<double>& heights, const PageRoom& room);

}  // namespace kaoji::forms_pdf
