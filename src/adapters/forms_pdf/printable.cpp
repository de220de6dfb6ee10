#include "adapters/forms_pdf/printable.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kaoji::forms_pdf {
namespace {

constexpr std::size_t kMostLines = 2000;
// Bytes. More than the contract lets in, in the longest letters and in a normal form that is longer than what was
// typed.
constexpr std::size_t kLongestText = 6000;
constexpr std::size_t kLongestNumber = 40;
constexpr std::size_t kShortestDigest = 16;

void require(bool holds, const char* what) {
  if (!holds) {
    throw std::invalid_argument(std::string("a form cannot be printed: ") + what);
  }
}

void require_room(std::string_view text, const char* what) {
  require(text.size() <= kLongestText, what);
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
  require_room(document.institution_name, "institution_name");
  require(document.institution_code.size() <= kLongestNumber, "institution_code");
  require_room(document.contact_name + document.contact_phone, "contact");
  for (const auto* lines : {&document.left, &document.right, &document.lines}) {
    require(lines->size() <= kMostLines, "lines");
    for (const ports::FormLine& line : *lines) {
      require_room(line.certificate, "certificate");
      require_room(line.level, "level");
      require_room(line.reason, "reason");
    }
  }
}

}  // namespace kaoji::forms_pdf
