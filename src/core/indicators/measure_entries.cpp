#include "core/indicators/measure_entries.hpp"

namespace kaoji::core {

namespace {

base::Date first_day(int year) {
  return base::Date(std::chrono::year(year), std::chrono::January, std::chrono::day(1));
}

MeasureEntries flow(int year, std::vector<EntryKind> kinds, EntryShare share = EntryShare::headcount) {
  MeasureEntries entries;
  entries.kinds = std::move(kinds);
  entries.year = year;
  entries.share = share;
  return entries;
}

MeasureEntries live_before(int year, base::Date day) {
  MeasureEntries entries;
  entries.before = day;
  entries.examined_before = year;
  entries.share = EntryShare::live;
  return entries;
}

}  // namespace

MeasureEntries entries_of(Measure measure, int year, std::optional<base::Date> eve) {
  switch (measure) {
    case Measure::opening:
      return live_before(year, first_day(year));
    case Measure::declared:
      return flow(year, {EntryKind::carried, EntryKind::declared});
    case Measure::increased:
      return flow(year, {EntryKind::increased});
    case Measure::decreased: {
      MeasureEntries entries = flow(year, {EntryKind::decreased});
      entries.only_in_indicators = true;
      return entries;
    }
    case Measure::exited:
      return flow(year, {EntryKind::exited});
    case Measure::examined:
      return flow(year, {EntryKind::examined});
    case Measure::passed:
      return flow(year, {EntryKind::examined}, EntryShare::passed);
    case Measure::closing:
      break;
    case Measure::live_before_exit:
      if (eve) return live_before(year, *eve);
      break;
  }
  return live_before(year, first_day(year + 1));
}

std::int64_t share_of(EntryShare share, const LedgerEntry& entry) {
  if (share == EntryShare::headcount) return entry.headcount;
  if (share == EntryShare::passed) return entry.passed;
  if (entry.kind == EntryKind::examined) return -entry.headcount;
  return headcount_sign(entry.kind) * entry.headcount;
}

}  // namespace kaoji::core
