#pragma once

#include <string_view>

namespace kaoji::core {

/// Does this text say nothing: is it empty, or only spaces (of any width), tabs and line feeds? A reason that is blank
/// is no reason.
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace kaoji::core
