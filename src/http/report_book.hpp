#pragma once

#include "http/sheet_export.hpp"
#include "usecases/papers.hpp"

namespace kaoji::http {

/// Writes the year report as a book of several sheets in that language: cover, rates, years, groups, funnels, what the
/// figures mean. Gives the number of rows.
std::int64_t write_report_book(ports::SheetWriter& writer, const ports::RatesReport& paper, base::Language language);

}  // namespace kaoji::http
