#pragma once

#include <optional>

#include "adapters/scan_reading/picture.hpp"
#include "adapters/scan_reading/sheet_view.hpp"
#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// What the two codes of a printed sheet say of a picture of it.
struct PageCodes {
  std::optional<ports::SheetMark> mark;  ///< nothing: none is readable, or they contradict each other
  std::optional<SheetView> view;         ///< nothing without a mark
};

/// How much is done for a picture in which no code is seen at first.
enum class Effort { plain, thorough };

/// Looks for the codes of one sheet: red ink left out, the second code where the first one says that it must be.
PageCodes read_page_codes(const Picture& page, Effort effort);

}  // namespace kaoji::scan_reading
