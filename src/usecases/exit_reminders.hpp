#pragma once

#include "core/exit/forced_exit.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Who acts when time alone does: the sender of a notice, the actor of an audit row.
[[nodiscard]] Context context_of_time(const core::PolicyBook& book, base::Instant now, const ports::Crypto& crypto);

/// Queues the reminder that is due before the next forced exit: a notice for each institution with plans that would
/// exit, once for each institution and step, however often it is asked. Gives how many were queued now.
std::int64_t queue_exit_reminders(ports::Transaction& tx, const Context& context);

}  // namespace kaoji::usecases
