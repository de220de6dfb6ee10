#pragma once

#include <optional>
#include <string>

#include "core/plan/assessment.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A plan as a person names it.
struct PlanName {
  std::string institution;  ///< code; empty: the actor's own
  std::string certificate;
  std::string level;
  int year = 0;
};

/// The plan of that name at an institution, with what was found of it.
[[nodiscard]] core::NamedPlan name_plan(ports::Transaction& tx, const PlanName& name, core::InstitutionId institution);
/// As above, of an institution on whose plans the actor may do `act`; the institution is locked. Nothing: not the
/// actor's.
[[nodiscard]] std::optional<core::NamedPlan> find_own_plan(ports::Transaction& tx, const Context& context,
                                                           core::Act act, const PlanName& name);
/// The plan as the audit trail names it.
[[nodiscard]] std::string object_of_plan(const PlanName& name);
/// The entry of an assessment that was found in order, recorded now.
[[nodiscard]] core::LedgerEntry assessment_entry(const Context& context, core::PlanId plan,
                                                 const core::AssessmentWish& wish);

/// Records a finished assessment of a plan (三(三)2): an `examined` entry that counts from its day.
[[nodiscard]] Outcome<ports::EntryRow> record_assessment(ports::Transaction& tx, const Context& context,
                                                         const PlanName& name, const core::AssessmentWish& wish);

/// 暂缓退出: this plan is not exited this year. Refuses `note-required` without a reason.
[[nodiscard]] Outcome<ports::Hold> place_hold(ports::Transaction& tx, const Context& context, const PlanName& name,
                                              const std::string& reason);

/// Takes a hold back: the plan exits again if nothing else keeps it. `not-yours` for one that is not there; refuses
/// `note-required` without a reason. One that was taken back before stays as it is.
[[nodiscard]] Outcome<ports::Hold> lift_hold(ports::Transaction& tx, const Context& context, std::int64_t id,
                                             const std::string& reason);

}  // namespace kaoji::usecases
