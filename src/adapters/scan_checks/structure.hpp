#pragma once

#include <cstddef>
#include <cstdint>

#include "ports/scans.hpp"

namespace kaoji::scan_checks {

constexpr std::int64_t kMostPages = 200;     ///< trust.md §5
constexpr double kLargestBoxPoints = 14400;  ///< trust.md §5, also the format's own limit

/// What the structure of a file says.
struct Structure {
  ports::ScanRefusal refusal = ports::ScanRefusal::none;
  std::int64_t pages = 0;  ///< 0 unless the refusal is none
};

/// Reads the structure of the PDF file in the size bytes at data: encryption, page tree, page boxes, active content.
/// Inflates nothing but cross-reference and object streams. May use much time and memory on a hostile file, or crash:
/// for child processes only. Throws nothing.
Structure read_structure(const char* data, std::size_t size);

}  // namespace kaoji::scan_checks
