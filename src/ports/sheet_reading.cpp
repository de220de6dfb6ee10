#include "ports/sheet_reading.hpp"

#include <fmt/format.h>

namespace kaoji::ports {

std::string cell_name(std::string_view sheet, int row, int column) {
  std::string letters;
  for (int left = column; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return fmt::format("{}!{}{}", sheet, letters, row);
}

}  // namespace kaoji::ports
