#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/application/submission.hpp"
#include "usecases/application_facts.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Submits a draft, or resubmits a returned application, as it stands (R1–R11, R15, R16). Uses up the admission or the
/// waiver that it needs.
[[nodiscard]] Outcome<core::Application> submit_application(ports::Transaction& tx, const Context& context,
                                                            core::ApplicationId id,
                                                            std::optional<std::int64_t> if_version);

/// Submits an application that is not stored yet, and stores it; refused, nothing is stored. Access is asked before.
[[nodiscard]] Outcome<core::Application> submit_new(ports::Transaction& tx, const Context& context,
                                                    core::Application application, const core::Institution& institution,
                                                    std::string_view number_prefix);

/// What a dry run answers.
struct CheckedSubmission {
  core::Application application;  ///< with the lines that were checked
  core::Institution institution;
  core::SubmissionAssessment assessment;
  core::CapScope cap_scope{};
  bool form_expected = true;  ///< the policy asks for the signed form
};

/// Every finding and consequence of submitting a stored application, with other lines instead of its own when given.
/// Changes nothing. The scan is checked too.
[[nodiscard]] Outcome<CheckedSubmission> check_submission(ports::Transaction& tx, const Context& context,
                                                          core::ApplicationId id,
                                                          const std::optional<std::vector<LineInput>>& lines);

/// The same before a draft exists, for the actor's own institution (or the one of that code); without the findings on
/// the signed form, which cannot be there yet.
[[nodiscard]] Outcome<CheckedSubmission> check_new_submission(ports::Transaction& tx, const Context& context,
                                                              core::ApplicationKind kind, std::string_view institution,
                                                              const std::vector<LineInput>& lines);

}  // namespace kaoji::usecases
