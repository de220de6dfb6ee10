#pragma once

#include <optional>
#include <vector>

#include "core/plan/ledger.hpp"
#include "core/policy/policy.hpp"

namespace kaoji::core {

/// What one entry adds to a measure: its headcount, those of it who passed, or its share of live (taken off where it
/// takes from live).
enum class EntryShare { headcount, passed, live };

/// Which ledger entries make up a measure of one year, and what each of them adds: the measure is the sum of their
/// shares (rates.hpp comes to the same from sums).
struct MeasureEntries {
  std::vector<EntryKind> kinds;        ///< empty: all
  std::optional<int> year;             ///< of this year alone; nothing: of all years
  std::optional<base::Date> before;    ///< only those that took effect before this day
  std::optional<int> examined_before;  ///< of assessments, only those of earlier years
  bool only_in_indicators = false;     ///< without what a round keeps out of the indicators
  EntryShare share{};
};

/// `eve`: the first day of the exit window, if it has begun in that year.
[[nodiscard]] MeasureEntries entries_of(Measure measure, int year, std::optional<base::Date> eve);

/// What this entry adds.
[[nodiscard]] std::int64_t share_of(EntryShare share, const LedgerEntry& entry);

}  // namespace kaoji::core
