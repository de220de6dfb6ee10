#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "ports/scans.hpp"

namespace kaoji::scan_reading {

constexpr int kMostPages = 200;  ///< trust.md §5

/// Called with each page as soon as it is read, and with the number of pages in all.
using PageListener = std::function<void(const ports::ReadPage& page, int all)>;

/// Reads the bytes of a PDF file. Nothing when it has no page, more than 200, or one that cannot be drawn. May use much
/// time and memory on a hostile file, or crash: for child processes and fuzzing only. Throws std::bad_alloc or what
/// OpenCV throws when memory is out, all of it derived from std::exception.
std::optional<ports::ScanReading> read_scan(std::string_view pdf, const PageListener& listener);

}  // namespace kaoji::scan_reading
