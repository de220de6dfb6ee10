#pragma once

#include <string>
#include <vector>

#include "core/exit/forced_exit.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A plan that a run took, with what it took.
struct ExitedPlan {
  ports::PlanRow row;  ///< as it stood before
  std::int64_t headcount = 0;
};

struct VoidedApplication {
  core::ApplicationId id;
  std::string number;
};

/// What a run of the forced exit did, or would do.
struct ExitRun {
  ports::ExitRunRecord record;  ///< without id in a dry run
  core::Findings findings;      ///< of a dry run outside the window
  std::vector<ExitedPlan> exited;
  std::vector<VoidedApplication> voided;
};

/// 强制退出 (R12) in one transaction: every candidate exits whole, awaiting applications that touch one are voided,
/// their institutions are told. Running it again changes nothing more. With `dry_run` nothing changes.
[[nodiscard]] Outcome<ExitRun> run_exit(ports::Transaction& tx, const Context& context, bool dry_run);

/// 冲销 of a mistaken exit: a counter-entry gives the plan its headcount back and, while the year of the exit lasts, a
/// hold keeps it from the next run; its institution is told. Applications that the exit voided stay void. `not-yours`
/// for an entry that is no exit; `note-required` without a reason. One that was reversed before gives the counter-entry
/// that is there.
[[nodiscard]] Outcome<ports::EntryRow> reverse_exit(ports::Transaction& tx, const Context& context, core::EntryId exit,
                                                    const std::string& reason);

}  // namespace kaoji::usecases
