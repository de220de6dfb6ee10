#pragma once

#include <cstdint>
#include <string>

#include "ports/sheets.hpp"

namespace kaoji::sheets_xlsx {

/// Where and how books are made.
struct BookLimits {
  std::string folder = "/tmp";            ///< for files without a name, gone with the book
  std::int64_t rows_a_sheet = 1'048'575;  ///< beside the head; what XLSX can hold
};

/// Makes XLSX books on disk.
class XlsxBooks : public ports::SheetBooks {
 public:
  explicit XlsxBooks(BookLimits limits = {});

  std::unique_ptr<ports::SheetWriter> book(const base::Zone& zone) const override;

 private:
  BookLimits limits_;
};

}  // namespace kaoji::sheets_xlsx
