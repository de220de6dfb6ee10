#pragma once

#include "http/json_reader.hpp"
#include "http/shared_schemas.hpp"
#include "usecases/import_assessments.hpp"

namespace kaoji::http {

/// Schema Assessment.
void write_assessment(JsonWriter& json, Directory& directory, const ports::AssessmentRow& row, base::Date today);
/// Schema AssessmentSchedule.
void write_schedule(JsonWriter& json, Directory& directory, const ports::ScheduleRow& row);
/// Schema AssessmentImport.
void write_import(JsonWriter& json, const usecases::AssessmentImport& outcome, bool dry_run);

/// The members of a request that name a plan.
[[nodiscard]] usecases::PlanName read_plan_name(ObjectReader& body);
/// Schema FeeRequest without its reason.
[[nodiscard]] core::FeeWish read_fee(ObjectReader& body);
/// The members of a schedule but for the plan.
[[nodiscard]] core::ScheduleWish read_schedule_wish(ObjectReader& body);

}  // namespace kaoji::http
