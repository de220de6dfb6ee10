#pragma once

#include <functional>
#include <optional>
#include <string>

#include "ports/papers.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Which round's work plan is asked for, and whose.
struct WorkPlanQuery {
  int year = 0;
  std::string round;
  std::string institution;  ///< code; empty: all within reach
  std::string bureau;       ///< code
};

/// More rows than this are no paper to sign; the sheet holds them.
inline constexpr std::size_t kMostPrintedRows = 5000;

/// Hands over the rows of a round's work plan: each live plan with persons left, its planned assessments from the
/// round's first day on, then the persons for whom none is planned yet. By plan, in the order of ids. Contacts are
/// masked for all but the plan's institution. Gives the round; nothing when there is no such round.
[[nodiscard]] Outcome<std::optional<core::Round>> each_work_plan_row(
    ports::Transaction& tx, const Context& context, const WorkPlanQuery& query,
    const std::function<void(const ports::WorkPlanRow&)>& row);

/// The work plan as a paper, by institution, certificate, level and year; nothing when there is no such round. Rows
/// beyond kMostPrintedRows are not in it: one more than that says that there are.
[[nodiscard]] Outcome<std::optional<ports::WorkPlan>> work_plan(ports::Transaction& tx, const Context& context,
                                                                const WorkPlanQuery& query);

}  // namespace kaoji::usecases
