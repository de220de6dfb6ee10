#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/assessment_store.hpp"

namespace kaoji::store_sql {

/// Schedules, batches and fees of assessments as rows.
class AssessmentRows : public ports::AssessmentStore {
 public:
  explicit AssessmentRows(Session& session) : session_(session) {}

  std::vector<ports::AssessmentRow> assessments(const ports::AssessmentFilter& filter) override;
  std::int64_t count_assessments(const ports::AssessmentFilter& filter) override;
  std::int64_t count_overdue_fees(const ports::Scope& scope, base::Date today) override;
  std::optional<ports::AssessmentRow> assessment(core::EntryId id) override;
  void keep_batch(core::EntryId assessment, const std::string& batch) override;
  void append_fee(const core::Fee& fee) override;

  std::vector<ports::ScheduleRow> schedules(const ports::ScheduleFilter& filter) override;
  std::optional<ports::ScheduleRow> schedule(core::ScheduleId id) override;
  core::ScheduleId append_schedule(const core::Schedule& schedule) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
