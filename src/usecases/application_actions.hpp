#pragma once

#include <optional>
#include <vector>

#include "core/application/submission.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/read_application.hpp"

namespace kaoji::usecases {

/// What the rules say now to a submission of the application, with the facts it rests on.
struct AssessedSubmission {
  core::SubmissionFacts facts;
  core::SubmissionAssessment assessment;
};
/// Nothing while the application is not with its institution.
[[nodiscard]] std::optional<AssessedSubmission> assess_if_open(ports::Transaction& tx, const Context& context,
                                                               const ReachedApplication& reached);

/// “Why can't I?”: every act on the application that the actor's role knows, each with what the rules would say now.
/// `submission` is what assess_if_open gave, `extensions` those for the institution or its bureau.
[[nodiscard]] std::vector<ActionState> actions_on(ports::Transaction& tx, const Context& context,
                                                  const ReachedApplication& reached,
                                                  const std::optional<AssessedSubmission>& submission,
                                                  const std::vector<core::Extension>& extensions);

}  // namespace kaoji::usecases
