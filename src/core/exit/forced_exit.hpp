#pragma once

#include <optional>

#include "core/plan/ledger.hpp"
#include "core/policy/policy_book.hpp"

namespace kaoji::core {

/// What forced exit looks for in a year (R12).
struct ExitSearch {
  int year = 0;
  base::Date declared_by{};  ///< plans declared on this day or before are a full term old on the cut-off day
  DayWindow window;
};

/// R12's search for `year` by the policy in force at `now`; nothing when that policy forces no exit in that year.
[[nodiscard]] std::optional<ExitSearch> exit_search(const PolicyBook& book, int year, base::Instant now);

/// The year whose exit window is open or opens next by the policy in force at `now`; nothing when it forces none.
[[nodiscard]] std::optional<int> exit_year(const PolicyBook& book, base::Instant now);

/// The reminder that is due before the next forced exit.
struct ExitReminder {
  ExitSearch search;
  int step = 0;       ///< the policy's days before the window that were reached last
  int days_left = 0;  ///< until the window opens; at most `step`, at least 1
};

/// Which of the policy's reminders is due at `now`: the one reached last, so that steps that nobody was there to take
/// are passed over. Nothing before the first of them, once the window is open, and where nobody is to be reminded.
[[nodiscard]] std::optional<ExitReminder> exit_reminder(const PolicyBook& book, base::Instant now);

/// Must this plan exit, holds aside (R12)? `live_year` is the year in which it is asked.
[[nodiscard]] bool exits(const Balance& balance, const ExitSearch& search, int live_year);

/// `window-closed` when a forced exit may not run now; nothing when it may.
[[nodiscard]] std::optional<Finding> check_exit_window(const PolicyBook& book, base::Instant now);

/// The entry with which a plan exits whole.
[[nodiscard]] LedgerEntry exit_entry(const Plan& plan, base::Date today, base::Instant now);

/// The counter-entry that takes a mistaken exit back: the plan has its headcount again from now on.
[[nodiscard]] LedgerEntry exit_reversal(const LedgerEntry& exit, base::Date today, base::Instant now);

}  // namespace kaoji::core
