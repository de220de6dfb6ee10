#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ports/bundles.hpp"
#include "ports/papers.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What was received with the last submission of an application, and when; `not-yours` before the first one.
[[nodiscard]] Outcome<ports::SubmissionReceipt> submission_receipt(ports::Transaction& tx, const Context& context,
                                                                   core::ApplicationId id);

/// Did its bureau pass on this application of a bureau's institution, and did it not come back?
[[nodiscard]] bool handed_over(ports::Transaction& tx, const ports::ApplicationRow& row);

/// An application of a package, and the revision that was submitted.
struct PackagedRow {
  core::ApplicationId id;
  std::int64_t revision = 0;
};

/// What a bureau hands over for a round of a year: the applications that it passed on and that did not come back, by
/// institution code and number. `bureau` may be empty for a reviewer of one; for whoever reaches all bureaus an empty
/// one means the province: what the bureaus passed on and what came directly and was not taken back. `rows`, if given,
/// gets the applications in the same order. Nothing in the answer when there is no such round; `not-yours` for
/// another's or an absent bureau.
[[nodiscard]] Outcome<std::optional<ports::RoundPackage>> round_package(ports::Transaction& tx, const Context& context,
                                                                        int year, std::string_view round,
                                                                        std::string_view bureau,
                                                                        std::vector<PackagedRow>* rows = nullptr);

/// Which plans of an institution a run of `year`'s forced exit took (二(四)), without those that were given back: the
/// run of that id, or the latest that took any. Nothing in the answer when none did; `not-yours` for another's or an
/// absent institution.
[[nodiscard]] Outcome<std::optional<ports::ExitLetter>> exit_letter(ports::Transaction& tx, const Context& context,
                                                                    std::string_view institution_code, int year,
                                                                    std::optional<std::int64_t> run);

/// The letters of all institutions within the actor's reach of which that run took plans that were not given back
/// since, by institution code. `not-yours` when there are none, or no such run.
[[nodiscard]] Outcome<std::vector<ports::ExitLetter>> exit_letters(ports::Transaction& tx, const Context& context,
                                                                   std::int64_t run);

}  // namespace kaoji::usecases
