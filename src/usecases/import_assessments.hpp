#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "usecases/assessments.hpp"
#include "usecases/sheet_table.hpp"

namespace kaoji::usecases {

inline constexpr base::Words kResultSheet{"考核结果", "Results"};
inline constexpr base::Words kScheduleSheet{"考核安排", "Schedules"};

/// The columns of the two sheets of the template, in its order.
inline constexpr std::array kResultTable{
    TableColumn{"certificate", "证书", "Certificate"},
    TableColumn{"level", "级别", "Level"},
    TableColumn{"year", "计划年度", "Plan year"},
    TableColumn{"on", "考核日期", "Assessed on"},
    TableColumn{"examined", "考核人数", "Examined"},
    TableColumn{"passed", "合格人数", "Passed"},
    TableColumn{"batch", "考核批次号", "Batch", false},
    TableColumn{"rate", "每人费用（元）", "Fee per person (yuan)", false},
    TableColumn{"due_on", "缴费截止日", "Fee due on", false},
    TableColumn{"paid_on", "缴费日期", "Fee paid on", false},
    TableColumn{"invoice", "发票号码", "Invoice", false},
};
inline constexpr std::array kScheduleTable{
    TableColumn{"certificate", "证书", "Certificate"},
    TableColumn{"level", "级别", "Level"},
    TableColumn{"year", "计划年度", "Plan year"},
    TableColumn{"planned_on", "计划考核日期", "Planned on"},
    TableColumn{"place", "考核地点", "Place"},
    TableColumn{"headcount", "计划考核人数", "Planned headcount"},
    TableColumn{"contact", "评价组织联系人", "Contact at the organisation"},
    TableColumn{"training_from", "培训开始日", "Training from", false},
    TableColumn{"training_to", "培训结束日", "Training to", false},
    TableColumn{"schedule_rate", "预计每人费用（元）", "Expected fee per person (yuan)", false},
};

/// What an import did, or would do.
struct AssessmentImport {
  std::int64_t results = 0;
  std::int64_t examined = 0;
  std::int64_t schedules = 0;
  std::vector<CellProblem> problems;  ///< with any of them, nothing was recorded
  std::vector<TableRow> failed;       ///< the rows that have a problem
};

/// Reads results and schedules out of a filled template. Rows in which only the plan is named are passed over. All or
/// nothing: with a problem, or with `dry_run`, nothing is recorded.
[[nodiscard]] Outcome<AssessmentImport> import_assessments(ports::Transaction& tx, const Context& context,
                                                           const std::vector<ports::ReadSheet>& sheets, bool dry_run);

/// The actor's own live plans, for the template. Refuses `not-yours` to whoever may not import.
[[nodiscard]] Outcome<std::vector<ports::PlanRow>> plans_to_import(ports::Transaction& tx, const Context& context);

}  // namespace kaoji::usecases
