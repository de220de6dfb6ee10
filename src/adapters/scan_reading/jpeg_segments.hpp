#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaoji::scan_reading {

/// A JPEG file taken apart without decoding it.
struct JpegPhoto {
  std::int64_t width = 0;   ///< as stored
  std::int64_t height = 0;  ///< as stored
  int channels = 0;         ///< 1 or 3
  int orientation = 1;      ///< 1 to 8, as Exif numbers them
  /// The picture alone: no place, time or camera, no thumbnail, nothing after its end.
  std::string bytes;
};

/// Takes a JPEG file apart. Nothing when its segments are damaged, or when it is of a kind that a PDF cannot hold as it
/// is (arithmetic coding, 12 bits, four channels).
std::optional<JpegPhoto> take_apart(std::string_view file);

/// True when the JPEG file can be decoded to its last row.
bool is_whole_jpeg(std::string_view file);

}  // namespace kaoji::scan_reading
