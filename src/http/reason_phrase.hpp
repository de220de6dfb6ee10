#pragma once

#include <string_view>

namespace kaoji::http {

/// The words of RFC 9110 for a status.
[[nodiscard]] std::string_view reason_of(int status);

}  // namespace kaoji::http
