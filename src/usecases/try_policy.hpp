#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/trial.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// An application that would have fared otherwise, or of which that cannot be said.
struct TriedApplication {
  core::Application application;
  core::Institution institution;
  core::TrialVerdict verdict{};
  std::string step;  ///< the event at which it shows: submitted, resubmitted, forwarded, approved, …
  base::Instant at;
  std::vector<core::Finding> findings;
  std::optional<core::Desk> first_desk;  ///< when another desk would have decided first
  std::string clause;                    ///< on which the other desk rests
};

/// A policy tried on a year.
struct PolicyTrial {
  int year = 0;
  std::int64_t applications = 0;  ///< submitted in that year
  std::int64_t steps = 0;         ///< submissions and decisions that were judged again
  std::int64_t same = 0;
  std::int64_t otherwise = 0;
  std::int64_t unsure = 0;
  std::map<core::Code, std::int64_t> by_code;  ///< of those that fare otherwise, by the first finding
  std::int64_t refused_attempts = 0;           ///< submissions that were refused then and left nothing to judge again
  std::vector<TriedApplication> items;  ///< in the order of institutions and numbers; without those that stay same
};

/// What a trial cannot know, for whoever reads its figures.
struct TrialNote {
  std::string_view zh;
  std::string_view en;
};
[[nodiscard]] std::span<const TrialNote> trial_notes();

/// Tries a policy as if it had been in force in all of `year`: every application of that year's rounds, and every
/// increase made in it, is judged again by the same rules at the instants at which it was submitted and decided, once
/// by the notices of that time and once by this one, by the facts that are kept (InstitutionPast). Each is judged
/// beside the others as they really were. For the act policy-trial.
[[nodiscard]] Outcome<PolicyTrial> try_policy(ports::Transaction& tx, const Context& context,
                                              const core::Policy& policy, int year);

}  // namespace kaoji::usecases
