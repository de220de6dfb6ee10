#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Version 2 of the schema: a number that every change of the catalogue moves on, for what sessions remember of it.
[[nodiscard]] std::span<const Migration::Step> catalogue_version_steps();

}  // namespace kaoji::store_sql
