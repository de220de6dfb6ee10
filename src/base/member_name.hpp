#pragma once

#include <string>
#include <string_view>

namespace kaoji::base {

/// The longest name of a member, in bytes.
inline constexpr std::size_t kLongestMemberName = 240;

/// May a file of a bundle have this name on every system? Parts between single slashes, none of them empty, `.` or
/// `..`; UTF-8 without control characters and without what Windows takes for itself (<>:"\|?* and names such as NUL),
/// no part that ends in a space or a full stop; not longer than kLongestMemberName.
[[nodiscard]] bool is_member_name(std::string_view name);

/// The text as one part of such a name: what may not stand there becomes `_`, and what is beyond `most` bytes is cut
/// off between characters. Never empty. `text` is UTF-8.
[[nodiscard]] std::string as_member_part(std::string_view text, std::size_t most = 90);

}  // namespace kaoji::base
