#pragma once

#include <string_view>

#include "core/policy/policy_book.hpp"

namespace kaoji::core {

/// Notice 628 of 2021 as a value, with one made-up word: its id.
[[nodiscard]] Policy notice_628();

/// An instant as RFC 3339 and a day as YYYY-MM-DD; a text that is neither ends the test.
[[nodiscard]] base::Instant at(std::string_view text);
[[nodiscard]] base::Date on(std::string_view text);

}  // namespace kaoji::core
