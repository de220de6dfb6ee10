#include "adapters/scan_reading/sheet_mark.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace kaoji::scan_reading {
namespace {

constexpr std::string_view kKind = "KAOJI1";
constexpr std::string_view kDraftKind = "KAOJI1D";
constexpr std::size_t kLongestNumber = 40;
constexpr std::size_t kDigestDigits = 16;
// More than any form has; keeps a made-up code from claiming absurd figures.
constexpr int kMost = 1'000'000;

// A whole number from 1 to kMost without sign or leading zero.
std::optional<int> count_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && !text.starts_with('0');
  return whole && value >= 1 && value <= kMost ? std::optional(value) : std::nullopt;
}

bool is_digit(char byte) {
  return '0' <= byte && byte <= '9';
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= kLongestNumber && std::all_of(text.begin(), text.end(), [](char byte) {
    return byte == '-' || is_digit(byte) || ('A' <= byte && byte <= 'Z');
  });
}

bool is_digest(std::string_view text) {
  return text.size() == kDigestDigits && std::all_of(text.begin(), text.end(), [](char byte) {
           return is_digit(byte) || ('A' <= byte && byte <= 'F');
         });
}

// The text before the separator, which is taken away with it; all of it when there is none.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

std::optional<ports::SheetMark> parse_mark(std::string_view text) {
  if (std::count(text.begin(), text.end(), ':') != 4) {
    return std::nullopt;
  }
  const std::string_view kind = take_until(text, ':');
  if (kind != kKind && kind != kDraftKind) {
    return std::nullopt;
  }
  ports::SheetMark mark;
  mark.draft = kind == kDraftKind;
  mark.number = take_until(text, ':');
  const std::optional<int> revision = count_of(take_until(text, ':'));
  std::string_view pages = take_until(text, ':');
  const std::optional<int> page = count_of(take_until(pages, '/'));
  const std::optional<int> all = count_of(pages);
  mark.digest = text;
  if (!revision || !page || !all || *page > *all || !is_number(mark.number) || !is_digest(mark.digest)) {
    return std::nullopt;
  }
  mark.revision = *revision;
  mark.page = *page;
  mark.pages = *all;
  return mark;
}

}  // namespace kaoji::scan_reading
