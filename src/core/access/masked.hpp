#pragma once

#include <string>
#include <string_view>

namespace kaoji::core {

// Persons as lists and pages show them (trust.md C6). A text that is masked already stays as it is; an empty one stays
// empty. All take and give UTF-8.

/// 张三 → 张*: the first character.
[[nodiscard]] std::string masked_name(std::string_view name);
/// 13800001234 → 138****1234; of a number with fewer than eleven characters less is shown, of a very short one nothing.
[[nodiscard]] std::string masked_phone(std::string_view phone);
/// A name and a number in one text, as they were typed: 王老师 0371-00000000 → 王* 037****0000.
[[nodiscard]] std::string masked_contact(std::string_view contact);

/// What a page sent back for a text of which it was shown the masked form: an unchanged mask means the text that is
/// there.
[[nodiscard]] std::string unmasked(std::string_view sent, std::string_view stored, std::string_view mask);

}  // namespace kaoji::core
