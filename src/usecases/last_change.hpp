#pragma once

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A login with an instant as the last change: the account's name, or the login where there is no such account any
/// more.
[[nodiscard]] core::LastChange last_change(ports::Transaction& tx, const std::string& login, base::Instant at);

/// What brought the application to its status: the last event that was more than saving or uploading. Nothing: it was
/// never done anything with.
[[nodiscard]] std::optional<core::LastChange> last_step(ports::Transaction& tx, core::ApplicationId id);

/// The last change of the application, whatever it was.
[[nodiscard]] std::optional<core::LastChange> last_touch(ports::Transaction& tx, core::ApplicationId id);

/// The last act on an object that its audit rows say was done.
[[nodiscard]] std::optional<core::LastChange> last_done(ports::Transaction& tx, const std::string& object);

/// `version-stale`: somebody changed the object first, which stands at `version` now. Writes the audit row.
[[nodiscard]] Refusal record_overtaken(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                                       std::int64_t version, std::optional<core::LastChange> changed);

}  // namespace kaoji::usecases
