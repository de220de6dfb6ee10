#pragma once

#include <array>
#include <string>
#include <vector>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::scan_reading {

/// A QR code in a picture.
struct FoundCode {
  std::string text;
  std::array<Spot, 4> corners;  ///< upper left, upper right, lower right, lower left of the code as it was printed
};

/// How a grey picture is made black and white.
enum class Threshold { local, global };

/// The QR codes in a grey picture, at any rotation. Only those whose content is whole.
std::vector<FoundCode> find_codes(const Picture& grey, Threshold threshold);

}  // namespace kaoji::scan_reading
