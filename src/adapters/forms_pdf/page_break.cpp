#include "adapters/forms_pdf/page_break.hpp"

#include "base/check.hpp"

namespace kaoji::forms_pdf {

std::vector<std::size_t> break_rows(const std::vector<double>& heights, const PageRoom& room) {
  base::check(!heights.empty(), "a table without rows");
  std::vector<std::size_t> pages{0};
  double used = 0;
  for (const double height : heights) {
    const double available = pages.size() == 1 ? room.first : room.later;
    if (pages.back() > 0 && used + height > available) {
      pages.push_back(0);
      used = 0;
    }
    pages.back() += 1;
    used += height;
  }
  const double available = pages.size() == 1 ? room.first : room.later;
  if (pages.back() > 1 && used + room.tail > available) {
    // The last row goes along with the tail; with rows of common height that is always enough.
    pages.back() -= 1;
    pages.push_back(1);
  }
  return pages;
}

}  // namespace kaoji::forms_pdf
