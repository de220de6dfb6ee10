#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Version 3 of the schema: what machines read off scans, with their pages and the places of seal and signatures.
[[nodiscard]] std::span<const Migration::Step> scan_reading_steps();

}  // namespace kaoji::store_sql
