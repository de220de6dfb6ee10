#pragma once

#include <cstdint>
#include <string>

namespace kaoji::golden {

/// A photo of paper, width × height pixels, whose upper left quarter is black.
std::string jpeg_photo(int width, int height);

/// The JPEG file with an Exif segment of that orientation (1 to 8), which also names a made-up place.
std::string with_exif(const std::string& jpeg, int orientation, bool big_end_first);

/// The place that with_exif names.
constexpr const char* kPlaceInExif = "SECRET PLACE";

/// The same picture as PNG, in grey; said_width and said_height are what its head claims.
std::string png_photo(int width, int height, std::uint32_t said_width, std::uint32_t said_height);

}  // namespace kaoji::golden
