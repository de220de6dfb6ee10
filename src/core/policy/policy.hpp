#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "core/policy/terms.hpp"
#include "core/refusal/finding.hpp"

namespace kaoji::core {

/// A day of any year, such as 03-11 (policy files write windows so).
using MonthDay = std::chrono::month_day;

/// A window as a policy file writes it: recurs every year in which its round takes place; both ends included.
struct YearlyWindow {
  MonthDay first;
  MonthDay last;

  friend bool operator==(const YearlyWindow&, const YearlyWindow&) = default;
};

/// How the persons cut in a round are limited (二(二)3): nothing = no cap.
using CapPercent = std::optional<int>;

/// 申报批次 as a policy file declares it: recurs every year from `from_year` to `until_year`, or once (both the same).
struct RoundRule {
  std::string name;
  std::string label;
  std::string clause;
  int from_year = 0;
  std::optional<int> until_year;
  std::vector<ApplicationKind> kinds;
  std::array<YearlyWindow, 3> windows;  ///< by Stage
  CapPercent cap_percent;               ///< the round's own, or the policy's
  bool decrease_in_indicators = true;
};

/// What the cap is held against.
enum class CapScope { institution_round, line };

/// What a rate may be made of (policy.md, "Measures").
enum class Measure {
  opening,
  declared,
  increased,
  decreased,
  exited,
  examined,
  passed,
  closing,
  live_before_exit,
};
inline constexpr std::size_t kMeasureCount = static_cast<std::size_t>(Measure::live_before_exit) + 1;

/// A rate of 监测指标: sum of the numerator's measures over the sum of the denominator's.
struct IndicatorRule {
  std::string name;   ///< `completion`
  std::string label;  ///< 完成率
  std::vector<Measure> numerator;
  std::vector<Measure> denominator;
};

/// A notice as data: everything it can change next year. Made by the policy_toml adapter, already checked.
struct Policy {
  std::string id;
  std::string number;
  std::string title;
  base::Date issued_on{};
  base::Date effective_from{};
  base::Zone zone;

  std::vector<RoundRule> rounds;

  std::string new_clause;

  std::string increase_clause;
  bool increase_windowed = false;
  bool increase_needs_admission = true;
  int review_days = 4;

  std::string decrease_clause;
  CapScope cap_scope = CapScope::institution_round;
  CapPercent cap_percent;  ///< what holds where a round says nothing

  std::vector<std::string> increase_reasons;
  std::vector<std::string> decrease_reasons;

  std::string exit_clause;
  int exit_from_year = 0;
  YearlyWindow exit_window{};
  int exit_after_years = 1;
  std::vector<int> exit_reminder_days{90, 60, 30, 7};  ///< days before the exit window, most first; empty: none

  std::string routing_clause;
  std::vector<InstitutionKind> preliminary_review;  ///< the kinds whose bureau reviews first
  bool reconcile_before_final = false;  ///< final approval needs lines that agree with the platform's export
  bool claiming = false;                ///< a reviewer claims an application before deciding it

  std::string form_clause;
  bool signed_scan = true;

  std::vector<IndicatorRule> indicators;

  /// Does the bureau review applications of this kind of institution first (二(三))?
  [[nodiscard]] bool bureau_reviews(InstitutionKind kind) const;
  /// Is this kind of application bound to windows?
  [[nodiscard]] bool windowed(ApplicationKind kind) const;
  /// The clause of the policy's table for this kind of application.
  [[nodiscard]] const std::string& clause_of(ApplicationKind kind) const;
  /// The forced exit's window in a year; nothing before `exit_from_year`.
  [[nodiscard]] std::optional<DayWindow> exit_window_of(int year) const;
};

/// Names one round instance for good: an application keeps it.
struct RoundRef {
  std::string policy_id;
  std::string name;
  int year = 0;

  [[nodiscard]] bool some() const { return year != 0; }
  friend auto operator<=>(const RoundRef&, const RoundRef&) = default;
};

/// A round in one year, with real dates.
struct Round {
  RoundRef ref;
  std::string label;
  std::string clause;
  std::vector<ApplicationKind> kinds;
  std::array<DayWindow, 3> windows;  ///< by Stage
  CapPercent cap_percent;
  bool decrease_in_indicators = true;

  [[nodiscard]] bool governs(ApplicationKind kind) const;
  [[nodiscard]] const DayWindow& window(Stage stage) const { return windows[static_cast<std::size_t>(stage)]; }
};

/// `opening`, `live-before-exit`, …
[[nodiscard]] std::string_view to_text(Measure measure);
[[nodiscard]] std::optional<Measure> parse_measure(std::string_view text);

}  // namespace kaoji::core
