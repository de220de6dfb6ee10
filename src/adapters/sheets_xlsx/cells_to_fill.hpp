#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"

struct lxw_workbook;
struct lxw_worksheet;

namespace kaoji::sheets_xlsx {

/// Cells of a sheet; rows and columns from 0, the last included.
struct CellArea {
  int row = 0;
  int column = 0;
  int last_row = 0;
  int last_column = 0;
};

/// What is said of cells that may be filled only so: a hint when one is chosen, a complaint when it is filled
/// otherwise. At most 80 characters each.
struct CellHint {
  base::Words hint;
  base::Words complaint;
};

/// Puts words of drop-downs on a hidden sheet, a column for each list, and gives the formulas that name the lists.
/// Throws SheetUnavailable.
[[nodiscard]] std::vector<std::string> write_choices(lxw_workbook* book, std::string_view sheet,
                                                     std::span<const std::vector<std::string>> lists);

/// Offers the list that the formula names; another text is refused when `strict`, else asked about.
void offer_choices(lxw_worksheet* sheet, const CellArea& area, const std::string& formula, const CellHint& hint,
                   bool strict, base::Language language);
/// Takes whole numbers from `least` to `most`.
void take_counts(lxw_worksheet* sheet, const CellArea& area, int least, int most, base::Language language);
/// Takes amounts of money.
void take_money(lxw_worksheet* sheet, const CellArea& area, base::Language language);
/// Takes days from 2000 on.
void take_days(lxw_worksheet* sheet, const CellArea& area, base::Language language);

/// Locks every cell whose format is not unlocked. There is no password: who insists may unlock it.
void lock_sheet(lxw_worksheet* sheet);

}  // namespace kaoji::sheets_xlsx
