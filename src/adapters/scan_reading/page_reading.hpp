#pragma once

#include <optional>

#include "adapters/scan_reading/page_codes.hpp"
#include "adapters/scan_reading/picture.hpp"
#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// The two signatures of a form.
struct Signatures {
  ports::Seen leader;
  ports::Seen department;
};

/// Everything that one page of a scan shows.
struct PageReading {
  ports::ReadPage page;
  ports::Seen seal;                      ///< found only where it belongs, on page 1 of the form
  std::optional<Signatures> signatures;  ///< on the form's last page, or perhaps on one without a readable code
};

/// Reads the page, number counts from 1 in the file. codes: what was read of its codes.
PageReading read_page(const Picture& picture, const PageCodes& codes, int number);

}  // namespace kaoji::scan_reading
