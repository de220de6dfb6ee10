#pragma once

#include <vector>

#include "core/review/review.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A line as an institution types it.
struct LineInput {
  std::string certificate;
  std::string level;
  std::optional<std::int64_t> headcount;  ///< nothing: not a whole number
  std::string reason;
  std::optional<int> year;
};

/// The typed lines with their certificates looked up; surrounding blanks of the words are taken off.
[[nodiscard]] std::vector<core::Line> lines_from(ports::Transaction& tx, const std::vector<LineInput>& input);

/// Loads what core::assess_submission needs for this application of this institution.
[[nodiscard]] core::SubmissionFacts submission_facts(ports::Transaction& tx, const Context& context,
                                                     const core::Application& application,
                                                     const core::Institution& institution);

/// Loads what core::assess_review needs for this application of this institution.
[[nodiscard]] core::ReviewFacts review_facts(ports::Transaction& tx, const Context& context,
                                             const core::Application& application,
                                             const core::Institution& institution);

/// The waiver of this institution that a decrease in `round` could use up; nothing when there is none.
[[nodiscard]] std::optional<ports::Waiver> usable_waiver(ports::Transaction& tx, core::InstitutionId institution,
                                                         const core::RoundRef& round);

}  // namespace kaoji::usecases
