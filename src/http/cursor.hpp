#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/query_reader.hpp"

namespace kaoji::http {

/// The place in a list at which its next page begins, as the text that goes to the client and comes back. It belongs to
/// its list: one of another is refused.
[[nodiscard]] std::string cursor_text(std::string_view list, std::int64_t place);
[[nodiscard]] std::string cursor_text(std::string_view list, std::string_view place);
/// Reads `cursor`; 0 when absent. Throws Fault.
[[nodiscard]] std::int64_t cursor_number(QueryReader& query, std::string_view list);
/// Reads `cursor`; empty when absent. Throws Fault.
[[nodiscard]] std::string cursor_word(QueryReader& query, std::string_view list);

}  // namespace kaoji::http
