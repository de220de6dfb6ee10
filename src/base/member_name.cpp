#include "base/member_name.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kaoji::base {

namespace {

constexpr std::string_view kTakenByWindows = "<>:\"/\\|?*";
constexpr std::array<std::string_view, 4> kDevices{"CON", "PRN", "AUX", "NUL"};

/// How many bytes the character at the front has; 0 when the bytes are no UTF-8.
std::size_t character(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  const std::size_t size = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
  if (first < 0xC2U || first > 0xF4U || text.size() < size) return 0;
  std::uint32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (size == 3 && code < 0x800U) || (size == 4 && code < 0x10000U);
  const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
  return overlong || surrogate || code > 0x10FFFFU ? 0 : size;
}

/// May this character stand in a part? Controls and what turns or hides text may not: a name is what one sees.
bool harmless(std::string_view one) {
  if (one.size() == 1) {
    const auto c = static_cast<unsigned char>(one[0]);
    return c >= 0x20U && c != 0x7FU && kTakenByWindows.find(one[0]) == std::string_view::npos;
  }
  const bool control = one.size() == 2 && one[0] == '\xC2' && static_cast<unsigned char>(one[1]) < 0xA0U;
  const auto between = [&](std::string_view first, std::string_view last) { return one >= first && one <= last; };
  const bool turning =
      one.size() == 3 && (between("\xE2\x80\x8B", "\xE2\x80\x8F") || between("\xE2\x80\xA8", "\xE2\x80\xAE") ||
                          between("\xE2\x81\xA0", "\xE2\x81\xAF"));
  return !control && !turning && one != "\xEF\xBB\xBF";
}

bool is_device(std::string_view part) {
  std::string stem(part.substr(0, part.find('.')));
  std::ranges::transform(stem, stem.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (std::ranges::find(kDevices, stem) != kDevices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem[3] >= '0' && stem[3] <= '9';
}

bool is_part(std::string_view part) {
  if (part.empty() || part.back() == ' ' || part.back() == '.' || part.front() == ' ' || is_device(part)) return false;
  for (std::string_view rest = part; !rest.empty();) {
    const std::size_t size = character(rest);
    if (size == 0 || !harmless(rest.substr(0, size))) return false;
    rest.remove_prefix(size);
  }
  return true;
}

}  // namespace

bool is_member_name(std::string_view name) {
  if (name.size() > kLongestMemberName) return false;
  while (true) {
    const std::size_t slash = name.find('/');
    if (!is_part(name.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

std::string as_member_part(std::string_view text, std::size_t most) {
  std::string part;
  while (!text.empty()) {
    const std::size_t size = character(text);
    const std::string_view one = text.substr(0, std::max<std::size_t>(size, 1));
    const std::string_view kept = size != 0 && harmless(one) ? one : std::string_view("_");
    if (part.size() + kept.size() > most) break;
    part += kept;
    text.remove_prefix(one.size());
  }
  while (!part.empty() && (part.back() == ' ' || part.back() == '.')) part.back() = '_';
  if (part.empty() || part.front() == ' ' || is_device(part)) part.insert(0, 1, '_');
  return part;
}

}  // namespace kaoji::base
