#include "adapters/forms_pdf/printable.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kaoji::forms_pdf {
namespace {

constexpr std::size_t kMostLines = 2000;
constexpr std::size_t kLongestCell = 1000;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestContact = 100;
constexpr std::size_t kLongestNumber = 40;
constexpr std::size_t kShortestDigest = 16;

void require(bool holds, const char* what) {
  if (!holds) {
    throw std::invalid_argument(std::string("a form cannot be printed: ") + what);
  }
}

// UTF-8 characters: every byte but the continuing ones begins one.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

void require_text(std::string_view text, std::size_t most, const char* what) {
  const bool plain =
      std::none_of(text.begin(), text.end(), [](char byte) { return (0 <= byte && byte < 0x20) || byte == 0x7F; });
  require(plain && length(text) <= most, what);
}

bool is_letter_or_digit(char byte) {
  return ('0' <= byte && byte <= '9') || ('A' <= byte && byte <= 'Z') || ('a' <= byte && byte <= 'z');
}

bool is_hex(char byte) {
  return ('0' <= byte && byte <= '9') || ('a' <= byte && byte <= 'f');
}

}  // namespace

void require_printable(const ports::FormDocument& document) {
  const std::string& number = document.number;
  require(!number.empty() && number.size() <= kLongestNumber, "number");
  require(std::all_of(number.begin(), number.end(), [](char byte) { return byte == '-' || is_letter_or_digit(byte); }),
          "number");
  require(document.revision >= 1, "revision");
  require(document.digest.size() >= kShortestDigest, "digest");
  require(std::all_of(document.digest.begin(), document.digest.end(), is_hex), "digest");
  require(document.declared_on.ok(), "declared_on");
  require(!document.use_from || document.use_from->ok(), "use_from");
  require(!document.use_until || document.use_until->ok(), "use_until");
  require_text(document.institution_name, kLongestName, "institution_name");
  require_text(document.institution_code, kLongestNumber, "institution_code");
  require_text(document.contact_name + document.contact_phone, kLongestContact, "contact");
  for (const auto* lines : {&document.left, &document.right, &document.lines}) {
    require(lines->size() <= kMostLines, "lines");
    for (const ports::FormLine& line : *lines) {
      require_text(line.certificate, kLongestCell, "certificate");
      require_text(line.level, kLongestCell, "level");
      require_text(line.reason, kLongestCell, "reason");
    }
  }
}

}  // namespace kaoji::forms_pdf
