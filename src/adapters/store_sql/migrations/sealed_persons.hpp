#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Contacts and kept answers are sealed; accounts, events and the trail's end are marked (docs/decisions/0031).
[[nodiscard]] std::span<const Migration::Step> sealed_person_steps();

}  // namespace kaoji::store_sql
