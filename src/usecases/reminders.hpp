#pragma once

#include <string>
#include <vector>

#include "usecases/round_progress.hpp"

namespace kaoji::usecases {

/// 催办: who is to be reminded of a round.
struct ReminderCommand {
  std::vector<std::string> institutions;  ///< codes
  std::vector<std::string> bureaus;       ///< codes
  std::string note;                       ///< words of the sender's own; may be empty
  bool again = false;                     ///< also those who were reminded today already
};

/// What came of one of them.
enum class ReminderOutcome {
  sent,            ///< or, in a dry run, would be
  finished,        ///< has done its part: never reminded
  reminded_today,  ///< was reminded today, and nobody said again
  too_late,        ///< nothing can be submitted (or passed) any more
};
/// `sent`, `finished`, `reminded-today`, `too-late`.
[[nodiscard]] std::string_view to_text(ReminderOutcome outcome);

/// What would come of reminding it now; `again`: also when it was reminded today already.
[[nodiscard]] ReminderOutcome reminding(const Context& context, const InstitutionProgress& progress,
                                        bool again = false);
[[nodiscard]] ReminderOutcome reminding(const Context& context, const BureauProgress& progress, bool again = false);

struct RemindedInstitution {
  InstitutionProgress progress;  ///< before this reminder
  ReminderOutcome outcome{};
};
struct RemindedBureau {
  BureauProgress progress;  ///< before this reminder
  ReminderOutcome outcome{};
};
struct Reminded {
  std::vector<RemindedInstitution> institutions;
  std::vector<RemindedBureau> bureaus;
  [[nodiscard]] std::int64_t sent() const;
};

/// Reminds those named, each once however often it is named. `not-yours` for the whole when one of them is not within
/// the actor's reach. With `dry_run` nobody is told anything.
[[nodiscard]] Outcome<Reminded> send_reminders(ports::Transaction& tx, const Context& context, const core::Round& round,
                                               const ReminderCommand& command, bool dry_run);

}  // namespace kaoji::usecases
