#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace kaoji::forms_pdf {

/// Stands on paper for a character that cannot: the mark that printers set for a missing letter.
inline constexpr std::string_view kMissingLetter = "〓";

/// Whether the face in use has a picture of the character.
using InFace = std::function<bool(char32_t)>;

/// The text as one line of visible letters, whatever a person or a file brought in. Tabs and ends of lines become
/// blanks; control and format characters (which might turn the order of digits round), broken UTF-8 and what the face
/// lacks become kMissingLetter. Nothing else is changed, and nothing is left out.
std::string shown_text(std::string_view text, const InFace& in_face);

}  // namespace kaoji::forms_pdf
