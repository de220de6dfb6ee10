#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::scan_reading {

/// Width and height that a PNG file says it has, from its first 26 bytes. Nothing when it is no PNG file.
std::optional<std::pair<std::int64_t, std::int64_t>> png_size(std::string_view file);

/// The PNG file as a picture, on white where it is transparent. Empty when it is damaged. The caller has judged its
/// size.
Picture decode_png(std::string_view file);

}  // namespace kaoji::scan_reading
