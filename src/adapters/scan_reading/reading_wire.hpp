#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// The records by which a child tells what it reads: one for each page as it is read, one for the rest at the end.
std::string encode_page(const ports::ReadPage& page, int all);
std::string encode_end(const ports::ScanReading& reading);

/// How far a child has come.
struct PagesRead {
  int done = 0;
  int all = 0;
};

/// Hears a child's growing answer and counts its pages, each byte once.
class ProgressReader {
 public:
  /// How far the answer so far goes; what it has of an unfinished or impossible record does not count.
  PagesRead hear(std::string_view answer);

 private:
  std::size_t heard_ = 0;
  PagesRead so_far_;
};

/// What the whole answer says. Nothing unless it is exactly what encode_page and encode_end write: the child may have
/// been taken over by the file.
std::optional<ports::ScanReading> decode_reading(std::string_view answer);

}  // namespace kaoji::scan_reading
