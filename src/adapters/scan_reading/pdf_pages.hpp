#pragma once

#include <memory>
#include <string_view>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::scan_reading {

/// The pages of a PDF file as pictures. May use much time and memory on a hostile file, or crash: for child processes
/// only.
class PdfPages {
 public:
  /// The bytes must outlive the pages.
  explicit PdfPages(std::string_view bytes);
  ~PdfPages();
  PdfPages(const PdfPages&) = delete;
  PdfPages& operator=(const PdfPages&) = delete;

  /// How many pages there are, 0 when the file cannot be read. May be what the file claims.
  int count() const;

  /// The page (from 0) in colour, as its longer side has about this many pixels; empty when it cannot be drawn.
  Picture draw(int page, int longer_side) const;

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace kaoji::scan_reading
