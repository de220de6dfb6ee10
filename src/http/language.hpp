#pragma once

#include <string_view>

#include "base/language.hpp"

namespace kaoji::http {

/// The language that an Accept-Language field asks for: English where it weighs more than Chinese, else Chinese.
[[nodiscard]] base::Language language_of(std::string_view accept_language);

/// The value of Content-Language: `zh-CN` or `en`.
[[nodiscard]] std::string_view content_language(base::Language language);

}  // namespace kaoji::http
