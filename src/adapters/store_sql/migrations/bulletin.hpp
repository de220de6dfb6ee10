#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// The office's notice board: announcements and contacts.
[[nodiscard]] std::span<const Migration::Step> bulletin_steps();

}  // namespace kaoji::store_sql
