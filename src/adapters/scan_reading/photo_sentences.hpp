#pragma once

#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// A refusal of that photo (from 1) with its code and sentences.
ports::JoinedPhotos refuse_photo(ports::PhotoRefusal refusal, int photo);

}  // namespace kaoji::scan_reading
