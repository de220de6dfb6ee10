#include "usecases/typed_text.hpp"

#include <algorithm>
#include <charconv>

#include "base/calculated_text.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kPersons = "人";

std::size_t length_of_character(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte >> 5U == 6 ? 2 : byte >> 4U == 14 ? 3 : 4;
}

/// Zero-width and bidirectional marks, soft hyphens, and the mark of the order of bytes.
bool unseen(std::string_view character) {
  if (character == "\xC2\xAD" || character == "\xEF\xBB\xBF") return true;
  if (character.size() != 3 || character[0] != '\xE2') return false;
  const auto second = static_cast<unsigned char>(character[1]);
  const auto third = static_cast<unsigned char>(character[2]);
  if (second == 0x80) return (third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE);
  return second == 0x81 && third >= 0xA0 && third <= 0xAF;
}

bool wide_blank(std::string_view character) {
  return character == "\xE3\x80\x80" || character == "\xC2\xA0";
}

/// The ASCII character of which this is the full-width form; 0 for another.
char narrow(std::string_view character) {
  if (character.size() != 3 || character[0] != '\xEF' || (character[1] != '\xBC' && character[1] != '\xBD')) return 0;
  const int point = (character[1] == '\xBC' ? 0xFF00 : 0xFF40) + (static_cast<unsigned char>(character[2]) & 0x3F);
  return point >= 0xFF01 && point <= 0xFF5E ? static_cast<char>(point - 0xFEE0) : '\0';
}

template <class Take>
void each_character(std::string_view text, const Take& take) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = std::min(length_of_character(text[i]), text.size() - i);
    take(text.substr(i, size));
    i += size;
  }
}

}  // namespace

std::string trimmed_text(std::string_view text) {
  std::string seen;
  each_character(text, [&seen](std::string_view character) {
    if (wide_blank(character)) {
      seen += ' ';
    } else if (!unseen(character)) {
      seen += character;
    }
  });
  const std::size_t first = seen.find_first_not_of(kBlanks);
  if (first == std::string::npos) return {};
  return seen.substr(first, seen.find_last_not_of(kBlanks) - first + 1);
}

std::string typed_in_cell(std::string_view text) {
  std::string typed = trimmed_text(text);
  if (typed.starts_with('\'') && base::would_calculate(std::string_view(typed).substr(1))) typed.erase(0, 1);
  return typed;
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  each_character(text, [&kept](std::string_view character) {
    if (wide_blank(character) || unseen(character) || kBlanks.find(character) != std::string_view::npos) return;
    const char ascii = narrow(character);
    if (ascii != '\0') {
      kept += ascii;
    } else {
      kept += character;
    }
  });
  return kept;
}

std::optional<std::int64_t> whole_number(std::string_view digits) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> typed_count(std::string_view text) {
  std::string digits = without_blanks(text);
  if (digits.ends_with(kPersons)) digits.resize(digits.size() - kPersons.size());
  std::erase(digits, ',');
  return whole_number(digits);
}

}  // namespace kaoji::usecases
