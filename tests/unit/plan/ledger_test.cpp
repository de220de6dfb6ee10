#include "core/plan/ledger.hpp"

#include <gtest/gtest.h>

#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

/// An entry that counts from the start of its day and is recorded at noon of `recorded`, or of that day.
LedgerEntry entry(EntryKind kind, std::int64_t headcount, const char* day, const char* recorded = nullptr) {
  LedgerEntry made;
  made.kind = kind;
  made.headcount = headcount;
  made.effective_on = on(day);
  made.effective_at = at(std::string(day) + "T00:00:00+08:00");
  made.recorded_at = at(std::string(recorded != nullptr ? recorded : day) + "T12:00:00+08:00");
  if (kind == EntryKind::declared || kind == EntryKind::carried) made.declared_on = made.effective_on;
  return made;
}

LedgerEntry reversal_of(LedgerEntry reversed) {
  reversed.headcount = -reversed.headcount;
  reversed.passed = -reversed.passed;
  reversed.reverses = EntryId{1};
  return reversed;
}

TEST(Ledger, HeadcountIsTheSumOfWhatCameAndWent) {
  const Balance balance =
      fold({entry(EntryKind::carried, 100, "2025-01-05"), entry(EntryKind::declared, 20, "2025-03-25"),
            entry(EntryKind::increased, 30, "2025-05-01"), entry(EntryKind::decreased, 15, "2025-09-25"),
            entry(EntryKind::examined, 40, "2025-10-01")});
  EXPECT_EQ(balance.headcount, 135);
  EXPECT_EQ(balance.carried, 100);
  EXPECT_EQ(balance.declared, 20);
  EXPECT_EQ(balance.increased, 30);
  EXPECT_EQ(balance.decreased, 15);
  EXPECT_EQ(balance.examined, 40);
  EXPECT_EQ(reducible(balance), 95);
}

TEST(Ledger, LiveLosesAtNewYearWhatTheOldYearFinished) {
  Balance balance = fold({entry(EntryKind::carried, 100, "2025-01-05"), entry(EntryKind::examined, 40, "2025-10-01")});
  EXPECT_EQ(live(balance, 2025), 100);
  EXPECT_EQ(examined_in(balance, 2025), 40);
  EXPECT_EQ(live(balance, 2026), 60);
  EXPECT_EQ(examined_in(balance, 2026), 0);
  balance = after(balance, entry(EntryKind::examined, 10, "2026-02-01"));
  EXPECT_EQ(live(balance, 2026), 60);
  EXPECT_EQ(live(balance, 2027), 50);
  EXPECT_EQ(balance.examined, 50);
  // Recorded late: counts for the year of its day.
  balance = after(balance, entry(EntryKind::examined, 5, "2025-12-31", "2026-03-01"));
  EXPECT_EQ(live(balance, 2026), 55);
  EXPECT_EQ(examined_in(balance, 2026), 10);
  EXPECT_EQ(live(balance, 2027), 45);
}

TEST(Ledger, AsOfTakesWhatWasRecordedAndInEffectByThen) {
  const std::vector<LedgerEntry> entries = {entry(EntryKind::carried, 100, "2025-01-05"),
                                            entry(EntryKind::decreased, 30, "2025-09-25"),
                                            entry(EntryKind::examined, 20, "2025-09-01", "2025-11-01")};
  EXPECT_EQ(fold_as_of(entries, at("2025-01-05T11:59:59.999+08:00")).headcount, 0);
  EXPECT_EQ(fold_as_of(entries, at("2025-01-05T12:00:00+08:00")).headcount, 100);
  EXPECT_EQ(fold_as_of(entries, at("2025-10-01T00:00:00+08:00")).headcount, 70);
  EXPECT_EQ(fold_as_of(entries, at("2025-10-01T00:00:00+08:00")).examined, 0) << "not recorded yet";
  EXPECT_EQ(fold_as_of(entries, at("2025-11-01T12:00:00+08:00")).examined, 20);
}

TEST(Ledger, AReversalTakesItsEntryBack) {
  const LedgerEntry opening = entry(EntryKind::carried, 100, "2025-01-05");
  const LedgerEntry wrong = entry(EntryKind::increased, 50, "2025-02-01");
  EXPECT_EQ(fold({opening, wrong, reversal_of(wrong)}), fold({opening}));
  LedgerEntry examined = entry(EntryKind::examined, 30, "2025-06-01");
  examined.passed = 25;
  const Balance mended = fold({opening, examined, reversal_of(examined)});
  EXPECT_EQ(mended.examined, 0);
  EXPECT_EQ(mended.passed, 0);
  EXPECT_EQ(live(mended, 2026), 100);
  const LedgerEntry cut = entry(EntryKind::decreased, 40, "2025-03-25");
  EXPECT_EQ(fold({opening, cut, reversal_of(cut)}).headcount, 100);
}

TEST(Ledger, DeclaredOnIsTheFirstDeclarationSinceTheHeadcountWas0) {
  Balance balance = fold({entry(EntryKind::declared, 10, "2024-03-25"), entry(EntryKind::increased, 5, "2024-06-01")});
  EXPECT_EQ(balance.declared_on, on("2024-03-25")) << "an increase does not restart the year";
  balance = after(balance, entry(EntryKind::decreased, 15, "2024-09-25"));
  EXPECT_EQ(balance.headcount, 0);
  EXPECT_FALSE(balance.exited);
  balance = after(balance, entry(EntryKind::declared, 7, "2025-03-25"));
  EXPECT_EQ(balance.declared_on, on("2025-03-25"));
  EXPECT_EQ(balance.use_from, on("2025-03-25"));
}

TEST(Ledger, APlanHasExitedUntilItIsDeclaredAgain) {
  Balance balance = fold({entry(EntryKind::carried, 10, "2024-03-25"), entry(EntryKind::exited, 10, "2025-11-11")});
  EXPECT_TRUE(balance.exited);
  EXPECT_EQ(balance.headcount, 0);
  EXPECT_EQ(balance.exited_headcount, 10);
  balance = after(balance, entry(EntryKind::declared, 4, "2026-03-25"));
  EXPECT_FALSE(balance.exited);
  EXPECT_EQ(live(balance, 2026), 4);
}

TEST(EntryKind, HasTheWordsOfTheLedger) {
  for (const char* word : {"carried", "declared", "increased", "decreased", "exited", "examined"}) {
    const auto kind = parse_entry_kind(word);
    ASSERT_TRUE(kind.has_value()) << word;
    EXPECT_EQ(to_text(*kind), word);
  }
  EXPECT_FALSE(parse_entry_kind("stolen").has_value());
}

}  // namespace
}  // namespace kaoji::core
