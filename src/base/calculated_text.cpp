#include "base/calculated_text.hpp"

#include <algorithm>
#include <array>

namespace kaoji::base {

namespace {

using namespace std::string_view_literals;

// The last four: small hyphen-minus, minus sign, small percent sign, small plus sign.
constexpr std::array kStarts{
    "="sv,           "+"sv,  "-"sv,  "@"sv,  "|"sv,  "%"sv,  "\t"sv,           "\r"sv,           "\n"sv,
    "\0"sv,          "＝"sv, "＋"sv, "－"sv, "＠"sv, "｜"sv, "\xEF\xB9\xA3"sv, "\xE2\x88\x92"sv, "\xEF\xB9\xA6"sv,
    "\xEF\xB9\xA2"sv};

}  // namespace

bool would_calculate(std::string_view cell) {
  return std::ranges::any_of(kStarts, [cell](std::string_view start) { return cell.starts_with(start); });
}

}  // namespace kaoji::base
