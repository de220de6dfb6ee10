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

/// What would exit on the cut-off day of `year` as things stand now, within the actor's reach.
struct ExitPreview {
  core::ExitSearch search;
  std::string clause;
  std::vector<ports::PlanRow> candidates;  ///< by institution code, certificate, level, year
  std::vector<ports::PlanRow> held;        ///< would exit, but for a hold
};

/// R12 looked at in advance. Nothing in the answer for a year in which the policy forces no exit.
[[nodiscard]] Outcome<std::optional<ExitPreview>> preview_exit(ports::Transaction& tx, const Context& context,
                                                               int year);

/// 强制退出 (R12) in one transaction: every candidate exits whole, awaiting applications that touch one are voided,
/// their institutions are told. Running it again changes nothing more. With `dry_run` nothing changes.
[[nodiscard]] Outcome<ExitRun> run_exit(ports::Transaction& tx, const Context& context, bool dry_run);

/// All runs, newest first, with what each took and voided.
[[nodiscard]] Outcome<std::vector<ExitRun>> list_exit_runs(ports::Transaction& tx, const Context& context);

}  // namespace kaoji::usecases
