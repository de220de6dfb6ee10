#include "adapters/store_sql/migrations/unpaid_fees.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kUnpaidFeeSteps[] = {
    {On::both, "CREATE INDEX assessment_fee_unpaid ON assessment_fee (due_on) WHERE paid_on IS NULL"},
};

}  // namespace

std::span<const Migration::Step> unpaid_fee_steps() {
  return kUnpaidFeeSteps;
}

}  // namespace kaoji::store_sql
