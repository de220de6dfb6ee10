#include <xlsxwriter.h>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/bare_database.hpp"

namespace kaoji::bench {

namespace {

// The columns of the program's own sheet of plans (routes_plan.cpp), days as the numbers that a spreadsheet has for
// them.
constexpr const char* kCells =
    "SELECT i.code, i.name, c.name, c.organisation, p.level, p.plan_year, julianday(p.declared_on) - 2415018.5, "
    "julianday(p.use_from) - 2415018.5, p.carried, p.declared, p.increased, p.decreased, p.exited_headcount, "
    "p.headcount, p.headcount - p.examined + CASE WHEN p.examined_year = 2026 THEN p.examined_in_year ELSE 0 END, "
    "p.examined, p.passed, p.headcount - p.examined FROM plan p JOIN institution i ON i.id = p.institution "
    "JOIN certificate c ON c.id = p.certificate WHERE p.plan_year = 2026 ORDER BY p.id";
constexpr int kTexts = 5;
constexpr int kNumbers = 13;

struct Row {
  std::array<std::string, kTexts> texts;
  std::array<double, kNumbers> numbers{};
};

std::vector<Row> rows_of(BareDatabase& database) {
  BareStatement plans(database, kCells);
  std::vector<Row> rows;
  for (plans.start(); plans.next();) {
    Row& row = rows.emplace_back();
    for (int at = 0; at < kTexts; ++at) row.texts[static_cast<std::size_t>(at)] = plans.text(at);
    for (int at = 0; at < kNumbers; ++at)
      row.numbers[static_cast<std::size_t>(at)] = static_cast<double>(plans.number(kTexts + at));
  }
  return rows;
}

void write(const std::vector<Row>& rows) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  const std::string path = "/tmp/kaoji-bench-book.xlsx";
  lxw_workbook* const book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) throw std::runtime_error("no book could be made");
  lxw_worksheet* const sheet = workbook_add_worksheet(book, "plans");
  lxw_format* const text = workbook_add_format(book);
  format_set_num_format(text, "@");
  lxw_format* const number = workbook_add_format(book);
  format_set_num_format(number, "#,##0");
  lxw_format* const date = workbook_add_format(book);
  format_set_num_format(date, "yyyy-mm-dd");
  lxw_row_t line = 0;
  for (const Row& row : rows) {
    ++line;
    lxw_col_t column = 0;
    for (const std::string& words : row.texts) worksheet_write_string(sheet, line, column++, words.c_str(), text);
    for (std::size_t at = 0; at < row.numbers.size(); ++at)
      worksheet_write_number(sheet, line, column++, row.numbers[at], at == 1 || at == 2 ? date : number);
  }
  if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error("the book could not be written");
  static_cast<void>(std::remove(path.c_str()));
}

}  // namespace

BareRun write_book(BareDatabase& database, double seconds) {
  const std::vector<Row> rows = rows_of(database);
  return repeat(seconds, [&](std::int64_t) {
    write(rows);
    return true;
  });
}

}  // namespace kaoji::bench
