#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Signed receipts of submissions: rows that nobody changes or deletes; and what is kept for good can be neither
/// replaced nor truncated.
[[nodiscard]] std::span<const Migration::Step> signed_receipt_steps();

}  // namespace kaoji::store_sql
