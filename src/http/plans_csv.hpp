#pragma once

#include <string>
#include <string_view>

#include "usecases/plan_questions.hpp"

namespace kaoji::http {

/// The first row, after a byte order mark, by which spreadsheets know UTF-8.
[[nodiscard]] std::string csv_head();
/// One plan's row.
void append_csv_row(std::string& text, const ports::PlanRow& row, int live_year);
/// A cell: quoted where needed (RFC 4180), and never beginning so that a spreadsheet would calculate it.
void append_csv_cell(std::string& text, std::string_view cell);

}  // namespace kaoji::http
