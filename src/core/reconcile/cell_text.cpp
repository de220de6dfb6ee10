#include "core/reconcile/cell_text.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace kaoji::core {

namespace {

constexpr std::int64_t kMostPersons = 9'999'999;
constexpr std::array<std::string_view, 3> kCertificateEndings{"职业技能等级证书", "职业技能证书", "等级证书"};
constexpr std::array<std::pair<std::string_view, Level>, 9> kLevelWords{{{"初级", Level::junior},
                                                                         {"中级", Level::intermediate},
                                                                         {"高级", Level::senior},
                                                                         {"初", Level::junior},
                                                                         {"中", Level::intermediate},
                                                                         {"高", Level::senior},
                                                                         {"1", Level::junior},
                                                                         {"2", Level::intermediate},
                                                                         {"3", Level::senior}}};
constexpr std::size_t kWholeLevelWords = 3;

/// The next character of UTF-8 that was checked before; bytes that are none are taken one by one.
char32_t take_character(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length == 1 || rest.size() < length) {
    rest.remove_prefix(1);
    return first;
  }
  char32_t character = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    character = (character << 6U) | (static_cast<unsigned char>(rest[i]) & 0x3FU);
  rest.remove_prefix(length);
  return character;
}

void append(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | (c >> 18U));
    text += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

bool is_unseen(char32_t c) {
  return c < 0x20 || c == 0x7F || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
         c == 0xFEFF;
}

bool take_ending(std::string_view& text, std::string_view ending) {
  if (text.size() <= ending.size() || !text.ends_with(ending)) return false;
  text.remove_suffix(ending.size());
  return true;
}

/// Takes `(初级)`, `-初级` or `初级` off the end.
std::optional<Level> take_level(std::string_view& key) {
  for (std::size_t i = 0; i < kWholeLevelWords; ++i) {
    const auto& [word, level] = kLevelWords[i];
    const std::string bracketed = "(" + std::string(word) + ")";
    if (take_ending(key, bracketed)) return level;
    if (!take_ending(key, word)) continue;
    for (const std::string_view joint : {"-", "_", "/", ":"}) take_ending(key, joint);
    return level;
  }
  return std::nullopt;
}

void take_certificate_ending(std::string_view& key) {
  for (const std::string_view ending : kCertificateEndings) {
    if (take_ending(key, ending)) return;
  }
}

}  // namespace

std::string plain_cell(std::string_view cell) {
  std::string plain;
  plain.reserve(cell.size());
  bool blank = false;
  while (!cell.empty()) {
    char32_t c = take_character(cell);
    if (is_blank(c)) {
      blank = true;
      continue;
    }
    if (is_unseen(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (blank && !plain.empty()) plain += ' ';
    blank = false;
    append(plain, c);
  }
  return plain;
}

std::string name_key(std::string_view plain) {
  std::string key;
  key.reserve(plain.size());
  while (!plain.empty()) {
    char32_t c = take_character(plain);
    if (c == ' ') continue;
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (c == 0x3010 || c == 0x3014 || c == '[') c = '(';
    if (c == 0x3011 || c == 0x3015 || c == ']') c = ')';
    if (c == 0x2022 || c == 0x30FB || c == 0x2027) c = 0xB7;
    append(key, c);
  }
  return key;
}

std::optional<std::int64_t> read_persons(std::string_view plain) {
  for (const std::string_view unit : {"人次", "人"}) {
    if (take_ending(plain, unit)) break;
  }
  while (plain.ends_with(' ')) plain.remove_suffix(1);
  if (const auto point = plain.find('.'); point != std::string_view::npos) {
    if (plain.find_first_not_of('0', point + 1) != std::string_view::npos) return std::nullopt;
    plain = plain.substr(0, point);
  }
  std::string digits;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool parts_thousands = plain[i] == ',' && i > 0 && (plain.size() - i) % 4 == 0;
    if (!parts_thousands) digits += plain[i];
  }
  std::int64_t persons = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), persons);
  if (digits.empty() || error != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  if (persons < 0 || persons > kMostPersons || digits.front() == '-') return std::nullopt;
  return persons;
}

std::optional<int> read_plan_year(std::string_view plain) {
  int year = 0;
  if (plain.size() < 4) return std::nullopt;
  const auto [stop, error] = std::from_chars(plain.data(), plain.data() + 4, year);
  if (error != std::errc() || stop != plain.data() + 4 || year < 2000 || year > 2999) return std::nullopt;
  const std::string_view rest = plain.substr(4);
  const bool year_alone = rest.empty() || rest == ".0";
  const bool goes_on =
      rest.starts_with("年") || rest.starts_with('-') || rest.starts_with('/') || rest.starts_with('.');
  return year_alone || goes_on ? std::optional(year) : std::nullopt;
}

std::optional<Level> read_level(std::string_view plain) {
  for (const auto& [word, level] : kLevelWords) {
    if (plain == word) return level;
  }
  return std::nullopt;
}

CertificateWords certificate_words(std::string_view plain) {
  const std::string whole = name_key(plain);
  std::string_view key = whole;
  CertificateWords words;
  words.level = take_level(key);
  take_certificate_ending(key);
  if (!words.level) {
    words.level = take_level(key);
  }
  words.key = key;
  return words;
}

}  // namespace kaoji::core
