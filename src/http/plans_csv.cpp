#include "http/plans_csv.hpp"

#include <array>
#include <charconv>

#include "base/calculated_text.hpp"

namespace kaoji::http {

namespace {

void append_number(std::string& text, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text += ',';
  text.append(digits.data(), end);
}

void append_day(std::string& text, base::Date day) {
  text += ',';
  if (day.ok()) text += base::to_text(day);
}

}  // namespace

void append_csv_cell(std::string& text, std::string_view cell) {
  const bool dangerous = base::would_calculate(cell);
  if (!dangerous && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  if (dangerous) text += '\'';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

std::string csv_head() {
  return "\xEF\xBB\xBF院校代码,院校名称,证书,培训评价组织,级别,计划年度,申报日期,启用日期,沿用,新增,调增,调减,退出,"
         "计划人数,实有,已考核,合格,"
         "未考核\r\n";
}

void append_csv_row(std::string& text, const ports::PlanRow& row, int live_year) {
  const core::Balance& balance = row.plan.balance;
  append_csv_cell(text, row.institution_code);
  for (const std::string_view cell : {std::string_view(row.institution_name), std::string_view(row.certificate_name),
                                      std::string_view(row.organisation), core::to_text(row.plan.key.level)}) {
    text += ',';
    append_csv_cell(text, cell);
  }
  append_number(text, row.plan.key.year);
  append_day(text, balance.declared_on);
  append_day(text, balance.use_from);
  for (const std::int64_t number : {balance.carried, balance.declared, balance.increased, balance.decreased,
                                    balance.exited_headcount, balance.headcount, core::live(balance, live_year),
                                    balance.examined, balance.passed, balance.headcount - balance.examined})
    append_number(text, number);
  text += "\r\n";
}

}  // namespace kaoji::http
