#pragma once

#include <string_view>

namespace kaoji::http {

/// Are these the same, whatever the case of their ASCII letters?
[[nodiscard]] bool same_letters(std::string_view a, std::string_view b);
/// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace kaoji::http
