#include "core/exit/forced_exit.hpp"

namespace kaoji::core {

namespace {

/// The next window that begins after today, looked for one year ahead of the first possible one.
std::optional<DayWindow> next_exit_window(const Policy& policy, base::Date today) {
  const int from = std::max(base::year_of(today), policy.exit_from_year);
  for (int year = from; year <= from + 1; ++year) {
    const auto window = policy.exit_window_of(year);
    if (window && window->first > today) return window;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ExitSearch> exit_search(const PolicyBook& book, int year, base::Instant now) {
  const Policy* policy = book.in_force(now);
  if (policy == nullptr) return std::nullopt;
  const auto window = policy->exit_window_of(year);
  if (!window) return std::nullopt;
  return ExitSearch{year, base::plus_years(window->first, -policy->exit_after_years), *window};
}

std::optional<int> exit_year(const PolicyBook& book, base::Instant now) {
  const Policy* policy = book.in_force(now);
  if (policy == nullptr) return std::nullopt;
  const base::Date today = book.today(now);
  const int year = base::year_of(today);
  const auto window = policy->exit_window_of(year);
  if (window && today <= window->last) return year;
  const auto next = next_exit_window(*policy, today);
  return next ? std::optional(base::year_of(next->first)) : std::nullopt;
}

std::optional<ExitReminder> exit_reminder(const PolicyBook& book, base::Instant now) {
  const auto year = exit_year(book, now);
  const auto search = year ? exit_search(book, *year, now) : std::nullopt;
  if (!search) return std::nullopt;
  const auto days = (std::chrono::sys_days(search->window.first) - std::chrono::sys_days(book.today(now))).count();
  const Policy& policy = book.in_force_or_first(now);
  std::optional<ExitReminder> due;
  for (const int step : policy.exit_reminder_days) {
    if (days >= 1 && days <= step) due = ExitReminder{*search, step, static_cast<int>(days)};
  }
  return due;
}

bool exits(const Balance& balance, const ExitSearch& search, int live_year) {
  return live(balance, live_year) > 0 && balance.examined == 0 && balance.declared_on <= search.declared_by;
}

std::optional<Finding> check_exit_window(const PolicyBook& book, base::Instant now) {
  const Policy& policy = book.in_force_or_first(now);
  const base::Date today = book.today(now);
  const auto window = policy.exit_window_of(base::year_of(today));
  if (book.in_force(now) != nullptr && window && window->holds(today)) return std::nullopt;
  FindingBuilder builder(Code::window_closed);
  builder.clause(policy.exit_clause).word("stage_zh", "强制退出").word("stage_en", "forced exit");
  if (window && window->last < today) builder.day("opened", window->first).day("closed", window->last);
  return builder.next_window(next_exit_window(policy, today)).done();
}

LedgerEntry exit_entry(const Plan& plan, base::Date today, base::Instant now) {
  LedgerEntry entry;
  entry.plan = plan.id;
  entry.kind = EntryKind::exited;
  entry.headcount = live(plan.balance, base::year_of(today));
  entry.effective_on = today;
  entry.effective_at = now;
  return entry;
}

LedgerEntry exit_reversal(const LedgerEntry& exit, base::Date today, base::Instant now) {
  LedgerEntry entry;
  entry.plan = exit.plan;
  entry.kind = EntryKind::exited;
  entry.headcount = -exit.headcount;
  entry.effective_on = today;
  entry.effective_at = now;
  entry.reverses = exit.id;
  return entry;
}

}  // namespace kaoji::core
