#pragma once

#include <string>
#include <string_view>

#include "ports/sheet_reading.hpp"

namespace kaoji::sheets_xlsx {

/// Thrown in the child when a book is refused.
struct Refused {
  ports::SheetRefusal refusal = ports::SheetRefusal::damaged;
  std::string place;  ///< of the cell; empty: of the whole book
};

/// The refusal with its code, and sentences that name the limits.
[[nodiscard]] ports::SheetReading refuse(ports::SheetRefusal refusal, const ports::SheetLimits& limits,
                                         std::string place = {});
/// The refusal of that code; damaged for one that is not known.
[[nodiscard]] ports::SheetRefusal refusal_of(std::string_view code);

}  // namespace kaoji::sheets_xlsx
