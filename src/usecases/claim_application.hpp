#pragma once

#include "core/review/claim.hpp"
#include "usecases/reached_application.hpp"

namespace kaoji::usecases {

/// The application's present claim under the policy in force, read off its timeline: it is claimed while the last step
/// is a claim.
[[nodiscard]] core::ClaimRule claim_rule(ports::Transaction& tx, const Context& context, core::ApplicationId id);

/// 领取 and 放回, by a reviewer of the desk on which the application lies. Both make a new version, a row of the
/// timeline and one of the audit trail. Refused with `not-yours`, `not-awaiting` (another desk or state; claimed by
/// somebody, who and when; not claimed; no claims in this policy) or a stale `if_version`.
[[nodiscard]] Outcome<core::Application> claim_application(ports::Transaction& tx, const Context& context,
                                                           core::ApplicationId id,
                                                           std::optional<std::int64_t> if_version);
[[nodiscard]] Outcome<core::Application> release_application(ports::Transaction& tx, const Context& context,
                                                             core::ApplicationId id,
                                                             std::optional<std::int64_t> if_version);

}  // namespace kaoji::usecases
