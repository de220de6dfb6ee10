#include "adapters/forms_pdf/shown_text.hpp"

#include <glib.h>

#include <cstddef>

namespace kaoji::forms_pdf {
namespace {

// They choose a form of the letter before them; the face that does not know them leaves them out itself.
bool is_variation_selector(gunichar letter) {
  return (0xFE00 <= letter && letter <= 0xFE0F) || (0xE0100 <= letter && letter <= 0xE01EF);
}

bool is_end_of_line(gunichar letter) {
  return letter == '\n' || letter == '\r' || letter == '\t' || letter == 0x85 || letter == 0x2028 || letter == 0x2029;
}

// What is printed instead of the letter; empty for the letter itself.
std::string_view stand_in(gunichar letter, const InFace& in_face) {
  if (is_end_of_line(letter)) {
    return " ";
  }
  switch (g_unichar_type(letter)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
      return kMissingLetter;
    case G_UNICODE_SPACE_SEPARATOR:
      return in_face(letter) ? "" : " ";
    default:
      return is_variation_selector(letter) || in_face(letter) ? "" : kMissingLetter;
  }
}

}  // namespace

std::string shown_text(std::string_view text, const InFace& in_face) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const gunichar letter = g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
    const bool broken = letter == static_cast<gunichar>(-1) || letter == static_cast<gunichar>(-2);
    const std::size_t size = broken ? 1 : static_cast<std::size_t>(g_unichar_to_utf8(letter, nullptr));
    const std::string_view instead = broken ? kMissingLetter : stand_in(letter, in_face);
    shown += instead.empty() ? text.substr(0, size) : instead;
    text.remove_prefix(size);
  }
  return shown;
}

}  // namespace kaoji::forms_pdf
