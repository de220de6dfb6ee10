#pragma once

#include <string_view>

namespace kaoji::base {

/// Would a spreadsheet take a cell of this text for a formula, now or after the next saving? It begins with = + - @ or
/// a full-width form of them, with | or %, or with a control character (TAB, CR, LF, NUL).
[[nodiscard]] bool would_calculate(std::string_view cell);

}  // namespace kaoji::base
