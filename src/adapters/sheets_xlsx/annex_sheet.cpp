#include "adapters/sheets_xlsx/annex_sheet.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "adapters/sheets_xlsx/cell_text.hpp"
#include "base/check.hpp"
#include "ports/sheets.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr std::uint8_t kA4 = 9;
constexpr double kHeadHeight = 34;
constexpr double kLineHeight = 24;
constexpr double kRowHeight = 22;
constexpr double kTextHeight = 15;

struct Look {
  double size = 11;
  bool bold = false;
  bool framed = false;
  bool open = false;
  lxw_format_alignments align = LXW_ALIGN_LEFT;
  const char* number = "@";
};

constexpr Look look_of(AnnexLook look) {
  switch (look) {
    case AnnexLook::mark:
      return {.size = 14};
    case AnnexLook::title:
      return {.size = 20, .bold = true, .align = LXW_ALIGN_CENTER};
    case AnnexLook::line:
    case AnnexLook::label:
      return {.size = 12};
    case AnnexLook::head:
      return {.bold = true, .framed = true, .align = LXW_ALIGN_CENTER};
    case AnnexLook::text:
      return {.framed = true};
    case AnnexLook::centre:
      return {.framed = true, .align = LXW_ALIGN_CENTER};
    case AnnexLook::number:
      return {.framed = true, .align = LXW_ALIGN_CENTER, .number = "0"};
    case AnnexLook::total:
      return {.bold = true, .framed = true};
    case AnnexLook::total_number:
      return {.bold = true, .framed = true, .align = LXW_ALIGN_CENTER, .number = "0"};
    case AnnexLook::foot:
      return {.size = 9};
    case AnnexLook::open_text:
      return {.framed = true, .open = true};
    case AnnexLook::open_centre:
      return {.framed = true, .open = true, .align = LXW_ALIGN_CENTER};
    case AnnexLook::open_number:
      return {.framed = true, .open = true, .align = LXW_ALIGN_CENTER, .number = "0"};
    case AnnexLook::open_line:
      return {.size = 12, .open = true};
  }
  return {};
}

lxw_format* made(lxw_workbook* book, const Look& look) {
  lxw_format* const format = workbook_add_format(book);
  if (format == nullptr) throw ports::SheetUnavailable("no format could be made");
  format_set_font_name(format, "宋体");
  format_set_font_size(format, look.size);
  if (look.bold) format_set_bold(format);
  if (look.framed) format_set_border(format, LXW_BORDER_THIN);
  if (look.framed) format_set_text_wrap(format);
  if (look.open) {
    format_set_unlocked(format);
    format_set_bg_color(format, 0xFFFDF0);
  }
  format_set_align(format, static_cast<std::uint8_t>(look.align));
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_num_format(format, look.number);
  return format;
}

/// In Latin characters; together the width of a lying A4 sheet.
double width_of(ports::AnnexField field, bool two_blocks) {
  switch (field) {
    case ports::AnnexField::serial:
      return 6;
    case ports::AnnexField::certificate:
      return two_blocks ? 36 : 40;
    case ports::AnnexField::level:
      return 10;
    case ports::AnnexField::reason:
      return 36;
    default:
      return two_blocks ? 18 : 20;
  }
}

/// In Latin characters; a Chinese one is two wide.
double width_of(std::string_view text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 1;
    if (byte >= 0xC0) width += byte < 0xE0 ? 1 : 2;
  }
  return width;
}

}  // namespace

AnnexSheet::AnnexSheet(lxw_workbook* book, const ports::AnnexWords& words, std::string_view institution,
                       std::string_view declared_on, std::string_view period)
    : words_(words),
      sheet_(workbook_add_worksheet(book, std::string(words.title).c_str())),
      last_column_(static_cast<int>(words.columns.size()) - 1) {
  base::check(sheet_ != nullptr, "an annex's title names a sheet");
  for (int look = 0; look < kAnnexLooks; ++look) formats_[look] = made(book, look_of(static_cast<AnnexLook>(look)));
  const bool two_blocks = words.columns.back().field == ports::AnnexField::headcount;
  for (int i = 0; i <= last_column_; ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    must(worksheet_set_column(sheet_, at, at, width_of(words.columns[static_cast<std::size_t>(i)].field, two_blocks),
                              nullptr));
  }
  int row = 0;
  text(row++, 0, words.mark, AnnexLook::mark);
  must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), 36, nullptr));
  across(row++, 0, last_column_, words.title, AnnexLook::title);
  must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), kLineHeight, nullptr));
  const int middle = (last_column_ + 1) / 2;
  across(row, 0, middle, fmt::format("{}{}{}", ports::kAnnexInstitution, institution, ports::kAnnexSeal),
         AnnexLook::line);
  across(row++, middle + 1, last_column_, fmt::format("{}{}", ports::kAnnexDate, declared_on), AnnexLook::line);
  if (words.has_period) {
    must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), kLineHeight, nullptr));
    across(row++, 0, last_column_, fmt::format("{}{}", ports::kAnnexPeriod, period), AnnexLook::line);
  }
  head_row_ = row;
  must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), kHeadHeight, nullptr));
  for (int i = 0; i <= last_column_; ++i)
    text(row, i, words.columns[static_cast<std::size_t>(i)].head, AnnexLook::head);
  set_page();
}

void AnnexSheet::set_page() {
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, kA4);
  worksheet_set_margins(sheet_, 0.5, 0.5, 0.6, 0.6);
  worksheet_center_horizontally(sheet_);
  worksheet_fit_to_pages(sheet_, 1, 0);
  const auto head = static_cast<lxw_row_t>(head_row_);
  must(worksheet_repeat_rows(sheet_, head, head));
  must(worksheet_set_footer(sheet_, "&R第 &P 页 共 &N 页"));
  worksheet_freeze_panes(sheet_, static_cast<lxw_row_t>(head_row_ + 1), 0);
}

void AnnexSheet::fit_row(int row, std::span<const std::pair<int, std::string_view>> texts) {
  const bool two_blocks = words_.columns.back().field == ports::AnnexField::headcount;
  double lines = 1;
  for (const auto& [column, text] : texts) {
    const double room = width_of(words_.columns[static_cast<std::size_t>(column)].field, two_blocks) - 2;
    lines = std::max(lines, std::ceil(width_of(text) / room));
  }
  must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), std::max(kRowHeight, lines * kTextHeight + 4), nullptr));
}

void AnnexSheet::text(int row, int column, std::string_view words, AnnexLook look) {
  const auto at = static_cast<lxw_row_t>(row);
  const auto across = static_cast<lxw_col_t>(column);
  if (words.empty()) {
    must(worksheet_write_blank(sheet_, at, across, format(look)));
  } else {
    must(worksheet_write_string(sheet_, at, across, cell_text(words).c_str(), format(look)));
  }
}

void AnnexSheet::number(int row, int column, std::int64_t number, AnnexLook look) {
  must(worksheet_write_number(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                              static_cast<double>(number), format(look)));
}

void AnnexSheet::formula(int row, int column, const std::string& formula, AnnexLook look) {
  must(worksheet_write_formula_str(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), formula.c_str(),
                                   format(look), ""));
}

void AnnexSheet::across(int row, int first_column, int last_column, std::string_view words, AnnexLook look) {
  must(worksheet_merge_range(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(first_column),
                             static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(last_column), cell_text(words).c_str(),
                             format(look)));
}

int AnnexSheet::signatures(int row, std::string_view contact, AnnexLook contact_look) {
  const int middle = (last_column_ + 1) / 2;
  must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row), 34, nullptr));
  across(row, 0, middle, ports::kAnnexLeader, AnnexLook::line);
  across(row, middle + 1, last_column_, ports::kAnnexDepartment, AnnexLook::line);
  must(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row + 1), kLineHeight, nullptr));
  across(row + 1, 0, middle, ports::kAnnexContact, AnnexLook::line);
  across(row + 1, middle + 1, last_column_, contact, contact_look);
  return row + 1;
}

}  // namespace kaoji::sheets_xlsx
