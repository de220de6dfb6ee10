#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace kaoji::sheets_xlsx {

inline constexpr std::size_t kMostParts = 1000;
inline constexpr std::size_t kMostRatio = 100;

/// The XML parts of a book by their names, inflated. Every part of the ZIP is inflated and counted while it grows, to
/// `most_inflated` bytes together; what is no XML is thrown away. Throws Refused: not_xlsx, bomb, damaged.
[[nodiscard]] std::map<std::string, std::string, std::less<>> unzip_parts(std::string_view book,
                                                                          std::size_t most_inflated);

}  // namespace kaoji::sheets_xlsx
