#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/assessment_records.hpp"
#include "ports/plan_store.hpp"

namespace kaoji::ports {

/// An assessment: its entry, what is kept beside it, and the entry that took it back.
struct AssessmentRow {
  EntryRow row;
  std::string batch;  ///< number of the organisation's batch; empty: none
  core::EntryId reversed_by;
  std::optional<core::Fee> fee;
};

struct AssessmentFilter {
  Scope scope;
  std::optional<core::PlanId> plan;
  std::optional<int> effective_year;
  std::optional<core::FeeState> fee;  ///< leaves out what was reversed
  base::Date today{};                 ///< the day on which a fee is due or overdue; always given
  core::EntryId before;               ///< cursor: older than this one; 0: from the newest
  int limit = 50;
};

/// A schedule with the plan that it is of.
struct ScheduleRow {
  core::Schedule schedule;
  core::PlanKey key;
  std::string institution_code;
  std::string institution_name;
  std::string certificate_name;
};

struct ScheduleFilter {
  Scope scope;
  std::optional<core::PlanId> plan;
  std::optional<int> year;  ///< of the planned day
  bool with_cancelled = false;
  int limit = 1000;
};

/// What is kept of assessments beside the ledger: schedules, batches, fees.
class AssessmentStore {
 public:
  virtual ~AssessmentStore() = default;

  /// Newest first.
  [[nodiscard]] virtual std::vector<AssessmentRow> assessments(const AssessmentFilter& filter) = 0;
  [[nodiscard]] virtual std::int64_t count_assessments(const AssessmentFilter& filter) = 0;
  /// How many fees of assessments that were not taken back are beyond their due day on `today`.
  [[nodiscard]] virtual std::int64_t count_overdue_fees(const Scope& scope, base::Date today) = 0;
  /// Nothing when the entry is not there or is no assessment.
  [[nodiscard]] virtual std::optional<AssessmentRow> assessment(core::EntryId id) = 0;
  virtual void keep_batch(core::EntryId assessment, const std::string& batch) = 0;
  /// The fee that holds from now on.
  virtual void append_fee(const core::Fee& fee) = 0;

  /// The schedules that hold, by their days.
  [[nodiscard]] virtual std::vector<ScheduleRow> schedules(const ScheduleFilter& filter) = 0;
  [[nodiscard]] virtual std::optional<ScheduleRow> schedule(core::ScheduleId id) = 0;
  /// What holds from now on; a schedule without an id is a new one. Gives its id.
  virtual core::ScheduleId append_schedule(const core::Schedule& schedule) = 0;
};

}  // namespace kaoji::ports
