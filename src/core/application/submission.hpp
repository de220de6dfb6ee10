#pragma once

#include <optional>
#include <vector>

#include "core/application/line_rules.hpp"
#include "core/policy/deadline.hpp"

namespace kaoji::core {

/// What the rules need to know of the world to judge a submission or resubmission.
struct SubmissionFacts {
  Institution institution;
  LineFacts lines;
  std::int64_t live_total = 0;                 ///< of the institution, now
  std::vector<RoundDecrease> round_decreases;  ///< of its other applications, in the round that submission_round gives
  std::vector<Extension> extensions;           ///< that may touch this institution
  bool admission_usable = false;               ///< an admission, not used up, not expired
  bool waiver_usable = false;                  ///< a waiver of that round, not used up
  bool platform_open = true;
};

/// All findings and all consequences of submitting an application as it stands: what a dry run shows and the act
/// carries out.
struct SubmissionAssessment {
  Findings findings;
  std::vector<ResolvedLine> lines;
  std::optional<Round> round;     ///< of a windowed application
  std::string policy_id;          ///< in force now; empty before the first policy
  std::string clause;             ///< that the submission rests on
  std::optional<CapFigures> cap;  ///< of a decrease: before this application
  std::int64_t asked = 0;         ///< persons that the lines add or cut together
  bool uses_admission = false;
  bool uses_waiver = false;
  Status becomes = Status::submitted;
  Desk decides_next = Desk::nobody;
};

/// The round that the application falls into if it were submitted now: its own once it has one, else the open or
/// extended one (fine print). Nothing for a kind without windows, and where no window is open.
[[nodiscard]] std::optional<Round> submission_round(const PolicyBook& book, const Application& application,
                                                    const Institution& institution,
                                                    const std::vector<Extension>& extensions, base::Instant now);

/// R1, R3–R11, R15, R16 for a draft or a returned application. Access and status are asked before. Pure: the same facts
/// give the same answer.
[[nodiscard]] SubmissionAssessment assess_submission(const PolicyBook& book, const Application& application,
                                                     const SubmissionFacts& facts, base::Instant now);

}  // namespace kaoji::core
