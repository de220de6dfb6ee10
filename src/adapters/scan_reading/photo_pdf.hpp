#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kaoji::scan_reading {

/// A photo as a PDF holds it.
struct PhotoPage {
  std::string jpeg;
  std::int64_t width = 0;   ///< pixels, as stored
  std::int64_t height = 0;  ///< pixels, as stored
  int channels = 3;         ///< 1 grey, 3 colour
  int orientation = 1;      ///< 1 to 8, as Exif numbers them
};

/// A PDF file with a page for each photo: upright, its longer side as long as that of A4. Equal photos give equal
/// bytes.
std::string pdf_of(const std::vector<PhotoPage>& photos);

}  // namespace kaoji::scan_reading
