#pragma once

#include <optional>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::scan_reading {

/// What looks like a seal in a picture.
struct SealLook {
  Spot centre;        ///< pixels
  double radius = 0;  ///< pixels
  bool sure = false;  ///< a whole ring of the right size, red wherever the picture has colours; else only a likeness
};

/// Looks for an institution's seal: a ring of 42 mm, give or take, red in a picture with colours. The picture has
/// pixels_a_point pixels to 1/72 inch of paper, between 1 and 2. Nothing when nothing is like one.
std::optional<SealLook> look_for_seal(const Picture& sheet, double pixels_a_point);

}  // namespace kaoji::scan_reading
