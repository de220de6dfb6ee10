#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plan/ledger.hpp"
#include "core/policy/policy_book.hpp"

namespace kaoji::core {

/// Sums of a group's ledger entries of one calendar year (in which they took effect) and kind.
struct EntrySum {
  int year = 0;
  EntryKind kind{};
  bool in_indicators = true;
  std::int64_t headcount = 0;
  std::int64_t passed = 0;
};

/// The measures of policy.md for one group and year.
using Measures = std::array<std::int64_t, kMeasureCount>;

/// Folds the sums into measures (domain.md, "Indicators"). `sums`: all entries up to the end of `year` or later;
/// `eve`: what of them took effect before the first day of their year's exit window, or nothing when that window has
/// not begun in `year` or there is none. Sums of other years may stand among them.
[[nodiscard]] Measures measures_of(const std::vector<EntrySum>& sums, const std::optional<std::vector<EntrySum>>& eve,
                                   int year);

/// A rate as a pair of integers until it is printed.
struct Rate {
  std::string name;
  std::string label;
  std::string label_en;
  std::vector<Measure> numerator_of;
  std::vector<Measure> denominator_of;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

/// Persons of decreases of `year` that a round keeps out of the indicators (三).
[[nodiscard]] std::int64_t excluded_of(const std::vector<EntrySum>& sums, int year);

/// The rate of every formula.
[[nodiscard]] std::vector<Rate> rates_of(const std::vector<IndicatorRule>& formulas, const Measures& measures);

/// `22.50%`, half up; `—` for a denominator of 0 or less.
[[nodiscard]] std::string percent_text(std::int64_t numerator, std::int64_t denominator);

/// The day before which live-before-exit is taken in `year`, if the exit window has begun by `today`.
[[nodiscard]] std::optional<base::Date> exit_eve(const Policy& policy, int year, base::Date today);

/// What a measure is called on screens: 年初实有 / Live at the start of the year, …
[[nodiscard]] std::string_view words_zh(Measure measure);
[[nodiscard]] std::string_view words_en(Measure measure);
/// What it counts, in a sentence (domain.md, "Indicators").
[[nodiscard]] std::string_view definition_zh(Measure measure);
[[nodiscard]] std::string_view definition_en(Measure measure);
/// What a rate is called in English: the three rates of the notice have words, another one is called by its name.
[[nodiscard]] std::string_view rate_words_en(std::string_view name);

}  // namespace kaoji::core
