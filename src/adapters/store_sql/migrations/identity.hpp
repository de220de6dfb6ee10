#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Second factors with their recovery codes, passwords of before, and how far a sign-in has come.
[[nodiscard]] std::span<const Migration::Step> identity_steps();

}  // namespace kaoji::store_sql
