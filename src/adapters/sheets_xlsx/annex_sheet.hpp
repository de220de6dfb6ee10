#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ports/annex_words.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace kaoji::sheets_xlsx {

/// The look of a cell of an annex.
enum class AnnexLook {
  mark,
  title,
  line,
  label,
  head,
  text,
  centre,
  number,
  total,
  total_number,
  foot,
  open_text,
  open_centre,
  open_number,
  open_line
};
inline constexpr int kAnnexLooks = static_cast<int>(AnnexLook::open_line) + 1;

/// A sheet in the notice's layout: mark, title, institution and date, time of use, the table's head; then what the
/// caller puts below it. Rows and columns from 0.
class AnnexSheet {
 public:
  /// Writes everything down to the head of the table. `dates`: the words behind 申报日期 and 计划使用时间. Throws
  /// SheetUnavailable.
  AnnexSheet(lxw_workbook* book, const ports::AnnexWords& words, std::string_view institution,
             std::string_view declared_on, std::string_view period);

  /// The first row below the head.
  [[nodiscard]] int first_row() const { return head_row_ + 1; }
  [[nodiscard]] int last_column() const { return last_column_; }
  [[nodiscard]] lxw_worksheet* sheet() const { return sheet_; }
  [[nodiscard]] lxw_format* format(AnnexLook look) const { return formats_[static_cast<std::size_t>(look)]; }

  /// A row high enough for these texts, each in its column: no spreadsheet makes one higher by itself when it opens it.
  void fit_row(int row, std::span<const std::pair<int, std::string_view>> texts);
  /// An empty text leaves the cell empty but for its look.
  void text(int row, int column, std::string_view words, AnnexLook look);
  void number(int row, int column, std::int64_t number, AnnexLook look);
  void formula(int row, int column, const std::string& formula, AnnexLook look);
  /// One text across columns of a row.
  void across(int row, int first_column, int last_column, std::string_view words, AnnexLook look);
  /// The signatures and the contact, from that row on; gives the row of the contact. `contact` may be empty.
  int signatures(int row, std::string_view contact, AnnexLook contact_look);

 private:
  void set_page();

  const ports::AnnexWords& words_;
  lxw_worksheet* sheet_;
  lxw_format* formats_[kAnnexLooks];
  int last_column_;
  int head_row_ = 0;
};

}  // namespace kaoji::sheets_xlsx
