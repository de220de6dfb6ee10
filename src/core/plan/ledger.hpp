#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan/catalogue.hpp"

namespace kaoji::core {

using PlanId = base::Id<struct PlanTag>;
using EntryId = base::Id<struct EntryTag>;
using ApplicationId = base::Id<struct ApplicationTag>;
using AccountId = base::Id<struct AccountTag>;

/// What a plan is about: 考核计划 = institution × certificate × level × plan year.
struct PlanKey {
  InstitutionId institution;
  CertificateId certificate;
  Level level{};
  int year = 0;

  friend auto operator<=>(const PlanKey&, const PlanKey&) = default;
};

enum class EntryKind { carried, declared, increased, decreased, exited, examined };

/// One line of the append-only ledger. Headcounts are positive; the entry that reverses another one has the same kind
/// and the opposite sign.
struct LedgerEntry {
  EntryId id;
  PlanId plan;
  EntryKind kind{};
  std::int64_t headcount = 0;
  std::int64_t passed = 0;                ///< for examined
  base::Date effective_on{};              ///< the day it counts for, in the policy's zone
  base::Instant effective_at;             ///< when it took effect
  base::Instant recorded_at;              ///< when it was written down
  std::optional<base::Date> declared_on;  ///< for carried and declared: the day of the declaration's submission
  bool in_indicators = true;              ///< false: kept out of the adjustment rate by its round (三)
  std::string actor;                      ///< who recorded it, as a login or an office
  ApplicationId application;              ///< the application that it comes from, if any
  std::string reason;
  EntryId reverses;  ///< the entry that it takes back, if any
};

/// What a plan amounts to: a fold of its entries, which the store keeps as a cache beside them. The sums are net of
/// reversals.
struct Balance {
  std::int64_t carried = 0;
  std::int64_t declared = 0;
  std::int64_t increased = 0;
  std::int64_t decreased = 0;
  std::int64_t exited_headcount = 0;
  std::int64_t headcount = 0;         ///< carried + declared + increased − decreased − exited
  std::int64_t examined = 0;          ///< of all years
  std::int64_t passed = 0;            ///< of those examined
  int examined_year = 0;              ///< the latest year of which someone was examined; 0: nobody ever
  std::int64_t examined_in_year = 0;  ///< persons examined in that year
  bool exited = false;                ///< a forced exit took its last headcount away
  base::Date declared_on{};           ///< R12's day, see domain.md "plan"
  base::Date use_from{};              ///< approval day; declared_on for a carried plan

  friend bool operator==(const Balance&, const Balance&) = default;
};

/// The balance after one more entry. Entries must come in the order in which they were recorded.
[[nodiscard]] Balance after(const Balance& before, const LedgerEntry& entry);
/// The balance of a plan's entries in the order in which they were recorded.
[[nodiscard]] Balance fold(const std::vector<LedgerEntry>& entries);
/// The balance as of `at`: only entries recorded and in effect by then.
[[nodiscard]] Balance fold_as_of(const std::vector<LedgerEntry>& entries, base::Instant at);

/// Persons examined in `year`, which must not be before the balance's `examined_year`.
[[nodiscard]] std::int64_t examined_in(const Balance& balance, int year);
/// 实有考核计划数 in `year`: the headcount less those examined before 1 January of it.
[[nodiscard]] std::int64_t live(const Balance& balance, int year);
/// The most that a decrease may take in `year` without passing below the persons examined (R8).
[[nodiscard]] std::int64_t reducible(const Balance& balance);
/// Does an entry of this kind add to (+1) or take from (−1) the headcount, or neither (0)?
[[nodiscard]] int headcount_sign(EntryKind kind);

/// A plan with its stored balance.
struct Plan {
  PlanId id;
  PlanKey key;
  Balance balance;
};

[[nodiscard]] std::string_view to_text(EntryKind kind);
/// What screens and sheets call it: 沿用, 新增, …
[[nodiscard]] std::string_view words_zh(EntryKind kind);
[[nodiscard]] std::optional<EntryKind> parse_entry_kind(std::string_view text);

}  // namespace kaoji::core
