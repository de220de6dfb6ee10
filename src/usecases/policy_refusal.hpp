#pragma once

#include "usecases/policy_files.hpp"

namespace kaoji::usecases {

/// What the audit trail keeps of a policy file that was refused.
inline constexpr std::string_view kPolicyInvalid = "policy-invalid";

/// A refusal as of any act.
[[nodiscard]] PolicyRefusal refused(Refusal refusal);
/// Writes the audit row of an act on a policy file that was refused, and gives the refusal back.
[[nodiscard]] PolicyRefusal refuse_policy(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                                          std::string field, std::string zh, std::string en);
/// The draft of that id, for an act that changes it; refused when the actor may not, when there is none, when it is
/// none, and when someone changed it since `version`.
[[nodiscard]] PolicyOutcome<ports::PolicyFile> draft_for_act(ports::Transaction& tx, const Context& context,
                                                             const PolicyDesk& desk, const AuditedAct& act,
                                                             std::string_view id, std::int64_t version);

}  // namespace kaoji::usecases
