#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kaoji::http {

/// Into which Unicode form a text is brought when it enters (trust.md §5, Names).
enum class TextForm {
  names,    ///< NFC: names and words of people; on one line, every middle dot is U+00B7
  numbers,  ///< NFKC: logins, codes, numbers; １２ becomes 12
  secret,   ///< as it came: passwords
  file      ///< as it came: the text of a file, whose reader says what is wrong with it
};

/// What a text of the contract may be. Lengths count characters, as maxLength of the contract does.
struct TextRule {
  std::size_t max_characters;
  std::size_t min_characters = 0;
  TextForm form = TextForm::names;
  bool lines = false;  ///< line feeds and tabs are allowed
};

/// The text in its form. Throws Fault: char-invisible (with the position, in bytes of the text) for control, zero-width
/// and bidirectional characters, field-invalid for a length outside the rule or bytes that are not UTF-8. `path` names
/// the field.
[[nodiscard]] std::string admitted_text(std::string_view text, const TextRule& rule, std::string_view path);

/// Case aside, for comparing logins: NFKC, then case folding.
[[nodiscard]] std::string folded(std::string_view text);

/// Are these bytes UTF-8 without NUL?
[[nodiscard]] bool is_utf8(std::string_view bytes);
/// Where the bytes stop being UTF-8 without NUL; their number when they are so to the end.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view bytes);

}  // namespace kaoji::http
