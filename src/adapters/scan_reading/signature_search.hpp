#pragma once

#include "adapters/scan_reading/picture.hpp"
#include "adapters/scan_reading/sheet_view.hpp"
#include "ports/scans.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::scan_reading {

/// Whether there is handwriting in the place on the sheet; its lower edge is a printed line. Red ink does not count, so
/// that a seal over the place is no signature.
ports::Sighting look_for_signature(const Picture& page, const SheetView& view, const ports::SheetPlace& place);

}  // namespace kaoji::scan_reading
