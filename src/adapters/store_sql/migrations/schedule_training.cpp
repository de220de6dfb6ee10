#include "adapters/store_sql/migrations/schedule_training.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kScheduleTrainingSteps[] = {
    {On::both, "ALTER TABLE assessment_schedule ADD COLUMN training_from {text}"},
    {On::both, "ALTER TABLE assessment_schedule ADD COLUMN training_to {text}"},
    {On::both, "ALTER TABLE assessment_schedule ADD COLUMN rate_fen BIGINT CHECK (rate_fen > 0)"},
};

}  // namespace

std::span<const Migration::Step> schedule_training_steps() {
  return kScheduleTrainingSteps;
}

}  // namespace kaoji::store_sql
