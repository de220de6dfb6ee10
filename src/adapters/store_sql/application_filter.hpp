#pragma once

#include "adapters/store_sql/conditions.hpp"
#include "ports/application_store.hpp"

namespace kaoji::store_sql {

/// The conditions of a filter on `application a` of `institution i`, its certificates, order and limit aside.
[[nodiscard]] Conditions conditions_of(const ports::ApplicationFilter& filter);

}  // namespace kaoji::store_sql
