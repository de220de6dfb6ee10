#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kaoji::http {

/// The text behind a percent-encoded part of a target; with `plus_is_space` as forms write it. Nothing for a broken
/// escape, a NUL or bytes that are not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view encoded, bool plus_is_space);

}  // namespace kaoji::http
