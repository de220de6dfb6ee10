#pragma once

#include "adapters/sheets_xlsx/xlsx_books.hpp"
#include "ports/annex_books.hpp"

namespace kaoji::sheets_xlsx {

/// Makes annexes on disk.
class XlsxAnnexBooks : public ports::AnnexBooks {
 public:
  explicit XlsxAnnexBooks(BookLimits limits = {});

  std::unique_ptr<ports::SheetBytes> annex(const ports::FormDocument& document) const override;
  std::unique_ptr<ports::SheetBytes> empty_annex(const ports::EmptyAnnex& annex) const override;

 private:
  BookLimits limits_;
};

}  // namespace kaoji::sheets_xlsx
