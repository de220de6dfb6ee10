#pragma once

#include "core/review/review.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What a review did, or would do.
struct Reviewed {
  core::Application application;  ///< after the decision; in a dry run as it stands
  core::Institution institution;
  core::ReviewAssessment assessment;
  core::CapScope cap_scope{};
};

/// 初审 by the bureau, 审核 by the department: pass, return or reject. An approval appends the ledger entries. With
/// `dry_run` nothing changes, and findings come inside the answer.
[[nodiscard]] Outcome<Reviewed> review_application(ports::Transaction& tx, const Context& context,
                                                   core::ApplicationId id, const core::ReviewWish& wish,
                                                   std::optional<std::int64_t> if_version, bool dry_run);

}  // namespace kaoji::usecases
