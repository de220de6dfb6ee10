#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/assessment_store.hpp"
#include "usecases/plan_acts.hpp"

namespace kaoji::usecases {

/// What a list of assessments is asked for.
struct AssessmentQuery {
  std::string institution;  ///< code
  std::string bureau;       ///< code
  std::optional<core::PlanId> plan;
  std::optional<int> year;  ///< of the day of the assessment
  std::optional<core::FeeState> fee;
  std::int64_t before = 0;  ///< cursor
  int limit = 50;
};

struct AssessmentPage {
  std::vector<ports::AssessmentRow> rows;  ///< newest first
  std::int64_t total = 0;
};

/// 考核实施 within the actor's reach, reversals and what they took back included.
[[nodiscard]] Outcome<AssessmentPage> list_assessments(ports::Transaction& tx, const Context& context, core::Act act,
                                                       const AssessmentQuery& query);

/// A finished assessment as it is reported, with what is kept beside the ledger.
struct AssessmentReport {
  core::AssessmentWish wish;
  std::string batch;  ///< empty: none
  std::optional<core::FeeWish> fee;
};

/// Records a finished assessment (三(三)2): an `examined` entry that counts from its day, its batch and its fee.
[[nodiscard]] Outcome<ports::AssessmentRow> report_assessment(ports::Transaction& tx, const Context& context,
                                                              const PlanName& name, const AssessmentReport& report);

/// Takes an assessment back by the entry that reverses it, with a reason.
[[nodiscard]] Outcome<ports::AssessmentRow> reverse_assessment(ports::Transaction& tx, const Context& context,
                                                               core::EntryId id, const std::string& reason);

/// Records the fee of an assessment, its payment, or a correction with its reason.
[[nodiscard]] Outcome<ports::AssessmentRow> record_fee(ports::Transaction& tx, const Context& context, core::EntryId id,
                                                       const core::FeeWish& wish, const std::string& reason);

struct ScheduleQuery {
  std::string institution;  ///< code
  std::string bureau;       ///< code
  std::optional<int> year;  ///< of the planned day
};

/// The schedules that hold within the actor's reach, by their days; at most 1,000.
[[nodiscard]] Outcome<std::vector<ports::ScheduleRow>> list_schedules(ports::Transaction& tx, const Context& context,
                                                                      core::Act act, const ScheduleQuery& query);

/// A schedule as it is recorded now; `id` of the one that it takes the place of, if any.
[[nodiscard]] core::Schedule schedule_of(const Context& context, core::ScheduleId id, core::PlanId plan,
                                         const core::ScheduleWish& wish, std::string reason);

/// Plans an assessment (R17).
[[nodiscard]] Outcome<ports::ScheduleRow> schedule_assessment(ports::Transaction& tx, const Context& context,
                                                              const PlanName& name, const core::ScheduleWish& wish);
/// Changes a schedule, with a reason. A contact that is the mask of the one there keeps it.
[[nodiscard]] Outcome<ports::ScheduleRow> change_schedule(ports::Transaction& tx, const Context& context,
                                                          core::ScheduleId id, const core::ScheduleWish& wished,
                                                          const std::string& reason);
/// Cancels a schedule, with a reason.
[[nodiscard]] Outcome<ports::ScheduleRow> cancel_schedule(ports::Transaction& tx, const Context& context,
                                                          core::ScheduleId id, const std::string& reason);

}  // namespace kaoji::usecases
