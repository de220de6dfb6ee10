#include "adapters/sheets_xlsx/cell_text.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "base/calculated_text.hpp"
#include "ports/sheets.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr std::size_t kLongestText = 32'767;
constexpr std::chrono::sys_days kSerialZero{std::chrono::year(1899) / std::chrono::December / 30};

double days_since_zero(std::chrono::sys_days day) {
  return static_cast<double>((day - kSerialZero).count());
}

}  // namespace

void must(int library_error) {
  if (library_error == LXW_NO_ERROR) return;
  throw ports::SheetUnavailable(
      fmt::format("writing a sheet: {}", lxw_strerror(static_cast<lxw_error>(library_error))));
}

std::string cell_text(std::string_view text) {
  std::string cell;
  cell.reserve(text.size() + 1);
  if (base::would_calculate(text)) cell += '\'';
  std::size_t characters = cell.size();
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++characters > kLongestText) break;
    if (c == '\0') {
      cell += "\xEF\xBF\xBD";
    } else {
      cell += c;
    }
  }
  return cell;
}

double serial(base::Date day) {
  return days_since_zero(std::chrono::sys_days(day));
}

double serial(const base::Zone& zone, base::Instant at) {
  const auto local = std::chrono::floor<std::chrono::seconds>(at + zone.offset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return days_since_zero(day) + static_cast<double>((local - day).count()) / 86'400.0;
}

}  // namespace kaoji::sheets_xlsx
