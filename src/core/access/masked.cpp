#include "core/access/masked.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace kaoji::core {

namespace {

constexpr std::string_view kHidden = "****";
constexpr std::size_t kLongNumber = 11;
constexpr std::size_t kShortNumber = 7;
constexpr std::ptrdiff_t kDigitsOfANumber = 5;
constexpr std::array<std::string_view, 12> kSeparators{" ",  "\t", "　", "、", "，", ",",
                                                       "；", ";",  "：", ":",  "（", "）"};

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// The characters of a UTF-8 text.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && continues(text[end])) ++end;
    found.push_back(text.substr(at, end - at));
    at = end;
  }
  return found;
}

std::string joined(const std::vector<std::string_view>& parts, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) text += parts[i];
  return text;
}

bool of_a_number(std::string_view character) {
  constexpr std::string_view others = "+-()*";
  return character.size() == 1 &&
         ((character[0] >= '0' && character[0] <= '9') || others.find(character[0]) != std::string_view::npos);
}

bool separates(std::string_view character) {
  return std::ranges::find(kSeparators, character) != kSeparators.end();
}

bool is_number(const std::string& text) {
  return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= kDigitsOfANumber;
}

/// Masks a name or a number and puts it behind what is there.
void add_masked(std::string& text, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += ' ';
  text += is_number(part) ? masked_phone(part) : masked_name(part);
}

}  // namespace

std::string masked_name(std::string_view name) {
  const auto all = characters(name);
  return all.empty() ? std::string() : std::string(all.front()) + "*";
}

std::string masked_phone(std::string_view phone) {
  const auto all = characters(phone);
  if (all.empty()) return {};
  std::size_t before = 0;
  std::size_t after = 0;
  if (all.size() >= kLongNumber) {
    before = 3;
    after = 4;
  } else if (all.size() >= kShortNumber) {
    before = 1;
    after = 2;
  }
  return joined(all, 0, before) + std::string(kHidden) + joined(all, all.size() - after, all.size());
}

std::string masked_contact(std::string_view contact) {
  std::string masked;
  std::string part;
  std::string number;  // may turn out to be a part of a name: 考核站2
  const auto close_number = [&] {
    if (is_number(number)) {
      add_masked(masked, part);
      add_masked(masked, number);
      part.clear();
    } else {
      part += number;
    }
    number.clear();
  };
  for (const std::string_view character : characters(contact)) {
    if (of_a_number(character)) {
      number += character;
      continue;
    }
    close_number();
    if (separates(character)) {
      add_masked(masked, part);
      part.clear();
    } else {
      part += character;
    }
  }
  close_number();
  add_masked(masked, part);
  return masked;
}

std::string unmasked(std::string_view sent, std::string_view stored, std::string_view mask) {
  return std::string(sent == mask ? stored : sent);
}

}  // namespace kaoji::core
