#pragma once

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::scan_reading {

/// How red each pixel is, 0 to 255: red ink against paper of whatever white the light makes, but neither brown
/// (coffee), nor orange, nor purple. All 0 for a grey picture.
Picture redness(const Picture& picture);

/// How much darker than the paper around it each pixel of a grey picture is, 0 to 255; wide shadows do not count.
/// stroke: pixels, wider than any stroke that matters.
Picture darkness(const Picture& grey, int stroke);

}  // namespace kaoji::scan_reading
