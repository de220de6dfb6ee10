#pragma once

#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

/// Notices of an exit that is ahead and of one that was taken back; messages that wait for delivery.
[[nodiscard]] std::span<const Migration::Step> exit_notice_steps();

}  // namespace kaoji::store_sql
