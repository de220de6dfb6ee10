#include "adapters/sheets_xlsx/cells_to_fill.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "adapters/sheets_xlsx/cell_text.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr double kFirstDay = 36'526;  // 2000-01-01
constexpr double kMostMoney = 99'999.99;

/// The library copies the texts that it is given.
char* lent(std::string& text) {
  return text.data();
}

void validate(lxw_worksheet* sheet, const CellArea& area, lxw_data_validation rule, const CellHint& hint,
              base::Language language) {
  std::string says(hint.hint.in(language));
  std::string complains(hint.complaint.in(language));
  rule.ignore_blank = LXW_VALIDATION_ON;
  rule.input_message = lent(says);
  rule.error_message = lent(complains);
  must(worksheet_data_validation_range(sheet, static_cast<lxw_row_t>(area.row), static_cast<lxw_col_t>(area.column),
                                       static_cast<lxw_row_t>(area.last_row), static_cast<lxw_col_t>(area.last_column),
                                       &rule));
}

/// A, B, …, Z; no more lists than that are needed.
char column_letter(std::size_t column) {
  return static_cast<char>('A' + column);
}

}  // namespace

std::vector<std::string> write_choices(lxw_workbook* book, std::string_view sheet,
                                       std::span<const std::vector<std::string>> lists) {
  lxw_worksheet* const hidden = workbook_add_worksheet(book, std::string(sheet).c_str());
  std::size_t longest = 0;
  for (const auto& list : lists) longest = std::max(longest, list.size());
  for (std::size_t row = 0; row < longest; ++row) {
    for (std::size_t column = 0; column < lists.size(); ++column) {
      if (row >= lists[column].size()) continue;
      must(worksheet_write_string(hidden, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                  cell_text(lists[column][row]).c_str(), nullptr));
    }
  }
  worksheet_hide(hidden);
  lock_sheet(hidden);
  std::vector<std::string> formulas;
  for (std::size_t column = 0; column < lists.size(); ++column) {
    const char letter = column_letter(column);
    formulas.push_back(
        fmt::format("='{}'!${}$1:${}${}", sheet, letter, letter, std::max<std::size_t>(lists[column].size(), 1)));
  }
  return formulas;
}

void offer_choices(lxw_worksheet* sheet, const CellArea& area, const std::string& formula, const CellHint& hint,
                   bool strict, base::Language language) {
  std::string list = formula;
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule.value_formula = lent(list);
  rule.error_type = strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
  validate(sheet, area, rule, hint, language);
}

void take_counts(lxw_worksheet* sheet, const CellArea& area, int least, int most, base::Language language) {
  const std::string zh = fmt::format("请填写 {} 至 {} 的整数", least, most);
  const std::string en = fmt::format("A whole number from {} to {}", least, most);
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_INTEGER;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = least;
  rule.maximum_number = most;
  validate(sheet, area, rule, {{zh, en}, {zh, en}}, language);
}

void take_money(lxw_worksheet* sheet, const CellArea& area, base::Language language) {
  constexpr base::Words words{"请填写金额（元），如 280.00", "An amount in yuan, as 280.00"};
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = 0;
  rule.maximum_number = kMostMoney;
  validate(sheet, area, rule, {words, words}, language);
}

void take_days(lxw_worksheet* sheet, const CellArea& area, base::Language language) {
  constexpr base::Words words{"请填写日期，如 2026-03-11", "A date, as 2026-03-11"};
  lxw_data_validation rule{};
  // As a number, because the library takes no date without a calendar of its own.
  rule.validate = LXW_VALIDATION_TYPE_DATE_NUMBER;
  rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
  rule.value_number = kFirstDay;
  validate(sheet, area, rule, {words, words}, language);
}

void lock_sheet(lxw_worksheet* sheet) {
  lxw_protection allowed{};
  allowed.format_columns = LXW_TRUE;
  allowed.format_rows = LXW_TRUE;
  worksheet_protect(sheet, nullptr, &allowed);
}

}  // namespace kaoji::sheets_xlsx
