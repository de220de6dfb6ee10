#pragma once

#include <string>

#include "core/indicators/year_report.hpp"
#include "usecases/rates.hpp"

namespace kaoji::usecases {

/// How many years a report's trend reaches back, its own included.
inline constexpr int kReportYears = 5;

/// The report of a scope and year as the sums beside the ledger say it, as of `cut`. `not-yours` for a scope that is
/// not there or outside the actor's reach. The year must have begun.
[[nodiscard]] Outcome<core::YearReport> make_report(ports::Transaction& tx, const Context& context,
                                                    const std::string& scope, int year, const ports::LedgerCut& cut);

/// The same figures folded anew from the ledger and the timelines as they stood at the cut of that frame: slow.
[[nodiscard]] core::YearReport fold_report(ports::Transaction& tx, const Context& context,
                                           const core::ReportFrame& frame);

}  // namespace kaoji::usecases
