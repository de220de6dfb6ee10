#include "core/indicators/rates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/indicators/measure_entries.hpp"
#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

using enum EntryKind;

std::int64_t of(const Measures& measures, Measure measure) {
  return measures[static_cast<std::size_t>(measure)];
}

/// 100 carried from 2025, 20 of them examined there; 2026 brings and takes something of every kind.
std::vector<EntrySum> sums() {
  return {{2025, carried, true, 100, 0},  {2025, examined, true, 20, 15}, {2026, declared, true, 50, 0},
          {2026, increased, true, 10, 0}, {2026, decreased, true, 7, 0},  {2026, decreased, false, 5, 0},
          {2026, examined, true, 30, 27}, {2026, exited, true, 8, 0},     {2027, declared, true, 1000, 0}};
}

TEST(Measures, FollowTheirDefinitions) {
  const Measures year = measures_of(sums(), std::nullopt, 2026);
  EXPECT_EQ(of(year, Measure::opening), 80);
  EXPECT_EQ(of(year, Measure::declared), 50);
  EXPECT_EQ(of(year, Measure::increased), 10);
  EXPECT_EQ(of(year, Measure::decreased), 7) << "without what its round keeps out of the rates";
  EXPECT_EQ(of(year, Measure::exited), 8);
  EXPECT_EQ(of(year, Measure::examined), 30);
  EXPECT_EQ(of(year, Measure::passed), 27);
  EXPECT_EQ(of(year, Measure::closing), 80 + 50 + 10 - 7 - 5 - 8) << "who is examined in the year is live to its end";
  EXPECT_EQ(of(year, Measure::live_before_exit), of(year, Measure::closing)) << "the exit window has not begun";
}

TEST(Measures, ACarriedPlanIsDeclaredInItsYearAndOpeningAfterwards) {
  const Measures first = measures_of(sums(), std::nullopt, 2025);
  EXPECT_EQ(of(first, Measure::declared), 100);
  EXPECT_EQ(of(first, Measure::opening), 0);
  EXPECT_EQ(of(first, Measure::closing), 100);
  EXPECT_EQ(of(measures_of(sums(), std::nullopt, 2026), Measure::opening), 80);
}

TEST(Measures, TheEveOfTheExitLeavesOutWhatCameLater) {
  const std::vector<EntrySum> eve = {
      {2026, declared, true, 50, 0}, {2026, decreased, true, 7, 0}, {2026, examined, true, 30, 0}};
  EXPECT_EQ(of(measures_of(sums(), eve, 2026), Measure::live_before_exit), 80 + 50 - 7);
}

TEST(Rates, AreThoseOfThePolicy) {
  const auto rates = rates_of(notice_628().indicators, measures_of(sums(), std::nullopt, 2026));
  ASSERT_EQ(rates.size(), 3U);
  EXPECT_EQ(rates[0].name, "adjustment");
  EXPECT_EQ(rates[0].numerator, 7);
  EXPECT_EQ(rates[0].denominator, 140);
  EXPECT_EQ(rates[1].numerator, 30);
  EXPECT_EQ(rates[1].denominator, 128);
  EXPECT_EQ(rates[2].numerator, 8);
  EXPECT_EQ(rates[2].denominator, 120);
}

struct Printed {
  std::int64_t numerator;
  std::int64_t denominator;
  const char* text;
};

TEST(Rates, ArePrintedHalfUpWithTwoDecimals) {
  for (const Printed& each :
       {Printed{0, 0, "—"}, Printed{5, 0, "—"}, Printed{5, -3, "—"}, Printed{0, 7, "0.00%"}, Printed{1, 3, "33.33%"},
        Printed{2, 3, "66.67%"}, Printed{1, 8, "12.50%"}, Printed{1, 20000, "0.01%"}, Printed{1, 20001, "0.00%"},
        Printed{3, 20000, "0.02%"}, Printed{200, 200, "100.00%"}, Printed{3, 2, "150.00%"},
        Printed{19999, 20000, "100.00%"}, Printed{99994, 100000, "99.99%"}, Printed{-1, 3, "-33.33%"}}) {
    EXPECT_EQ(percent_text(each.numerator, each.denominator), each.text) << each.numerator << "/" << each.denominator;
  }
}

TEST(Rates, TheEveIsKnownOnceTheWindowHasBegun) {
  EXPECT_FALSE(exit_eve(notice_628(), 2026, on("2026-11-10")).has_value());
  EXPECT_EQ(exit_eve(notice_628(), 2026, on("2026-11-11")), on("2026-11-11"));
  EXPECT_EQ(exit_eve(notice_628(), 2026, on("2027-05-01")), on("2026-11-11"));
  EXPECT_FALSE(exit_eve(notice_628(), 2020, on("2026-05-01")).has_value());
}

TEST(Measure, EachHasItsWordAndItsName) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto measure = static_cast<Measure>(i);
    EXPECT_FALSE(words_zh(measure).empty());
    EXPECT_FALSE(words_en(measure).empty());
    EXPECT_NE(words_en(measure), to_text(measure)) << "words for people, not the name in JSON";
    EXPECT_EQ(parse_measure(to_text(measure)), measure);
  }
  EXPECT_FALSE(parse_measure("happiness").has_value());
}

TEST(Rates, AreCalledInBothLanguages) {
  const auto rates = rates_of(notice_628().indicators, Measures{});
  EXPECT_EQ(rates[0].label_en, "Adjustment rate");
  EXPECT_EQ(rates[1].label_en, "Completion rate");
  EXPECT_EQ(rates[2].label_en, "Exit rate");
  EXPECT_EQ(rate_words_en("of-a-region"), "of-a-region");
}

TEST(MeasureEntries, AddUpToTheMeasure) {
  // Entries as the sums() above have them, each on a day of its own.
  const auto made = [](EntryKind kind, std::int64_t headcount, const char* day, std::int64_t passed = 0) {
    LedgerEntry entry;
    entry.kind = kind;
    entry.headcount = headcount;
    entry.passed = passed;
    entry.effective_on = on(day);
    return entry;
  };
  LedgerEntry aside = made(decreased, 5, "2026-09-06");
  aside.in_indicators = false;
  const std::vector<LedgerEntry> ledger = {
      made(carried, 100, "2025-03-12"),     made(examined, 20, "2025-11-02", 15), made(declared, 50, "2026-03-12"),
      made(increased, 10, "2026-12-01"),    made(decreased, 7, "2026-03-26"),     aside,
      made(examined, 30, "2026-05-05", 27), made(exited, 8, "2026-11-12"),        made(declared, 1000, "2027-03-12")};
  const auto sum = [&](Measure measure, std::optional<base::Date> eve) {
    const MeasureEntries wanted = entries_of(measure, 2026, eve);
    std::int64_t total = 0;
    for (const LedgerEntry& entry : ledger) {
      const int year = base::year_of(entry.effective_on);
      const bool kind = wanted.kinds.empty() || std::ranges::find(wanted.kinds, entry.kind) != wanted.kinds.end();
      if (!kind || (wanted.year && year != *wanted.year)) continue;
      if (wanted.before && entry.effective_on >= *wanted.before) continue;
      if (wanted.examined_before && entry.kind == examined && year >= *wanted.examined_before) continue;
      if (wanted.only_in_indicators && !entry.in_indicators) continue;
      total += share_of(wanted.share, entry);
    }
    return total;
  };
  const Measures measures = measures_of(sums(), std::nullopt, 2026);
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    EXPECT_EQ(sum(static_cast<Measure>(i), std::nullopt), measures[i]) << to_text(static_cast<Measure>(i));
  }
  EXPECT_EQ(sum(Measure::live_before_exit, on("2026-11-11")), 80 + 50 - 7 - 5);
}

}  // namespace
}  // namespace kaoji::core
