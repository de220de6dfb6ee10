#pragma once

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// An application with its institution, after the access table has let the actor through to an act on it.
struct ReachedApplication {
  core::Application application;
  core::Institution institution;
};

/// Loads the application for a write: locks its institution first, so that the figures cannot move under the decision.
/// Refuses with an audit row: `not-yours` for an absent or hidden one, `not-awaiting` in the wrong state; a stale
/// `if_version`.
[[nodiscard]] Outcome<ReachedApplication> reach_for_act(ports::Transaction& tx, const Context& context,
                                                        const AuditedAct& act, core::ApplicationId id,
                                                        std::optional<std::int64_t> if_version = std::nullopt);

/// Loads the application for a question; `not-yours` for an absent or hidden one. Leaves no audit row.
[[nodiscard]] Outcome<ReachedApplication> reach_for_question(ports::Transaction& tx, const Context& context,
                                                             core::Act act, core::ApplicationId id);

/// Is the decision that the application awaits the actor's desk's to take (R11: the bureau's at the preliminary stage,
/// the department's at the final one)?
[[nodiscard]] bool on_own_desk(const Context& context, const ReachedApplication& reached);

/// The finding `not-awaiting` for an application as it stands; cites the routing clause when it lies on another desk.
/// `changed`: what brought it there, for whoever came second.
[[nodiscard]] core::Finding not_awaiting(const Context& context, const ReachedApplication& reached,
                                         const std::optional<core::LastChange>& changed = std::nullopt);

}  // namespace kaoji::usecases
