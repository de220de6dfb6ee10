#pragma once

#include <cstddef>
#include <string_view>

namespace kaoji::usecases {

/// Is it one of the commonest passwords, or one of them with a few signs changed, repeated or hung on? `small`: in
/// small letters.
[[nodiscard]] bool is_common_password(std::string_view small);
/// How many passwords the list has (trust.md S2: 3,000 at least).
[[nodiscard]] std::size_t common_passwords();

}  // namespace kaoji::usecases
