#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/indicators/rates.hpp"
#include "core/plan/ledger.hpp"

namespace kaoji::ports {

/// A plan with the words that a list shows.
struct PlanRow {
  core::Plan plan;
  std::string institution_code;
  std::string institution_name;
  std::string certificate_name;
  std::string organisation;
};

struct PlanFilter {
  std::optional<core::InstitutionId> institution;
  std::string bureau;  ///< code; empty: any
  std::optional<core::InstitutionKind> kind;
  std::optional<core::CertificateId> certificate;
  std::optional<core::Level> level;
  std::optional<int> year;
  std::string search;      ///< part of a certificate's or institution's name, or of the institution's code; empty: any
  bool live_only = false;  ///< only plans with live > 0 in `live_year`
  int live_year = 0;       ///< the year in which live is asked; always given
  core::PlanId after;      ///< cursor: plans after this one
  int limit = 50;
};

/// Sums over all plans that a filter finds, cursor and limit aside.
struct PlanSums {
  std::int64_t plans = 0;
  std::int64_t headcount = 0;
  std::int64_t live = 0;  ///< in the filter's live_year
  std::int64_t examined = 0;
};

/// One sum of GET totals: by bureau (empty for direct institutions), kind and plan year.
struct PlanTotal {
  std::string bureau;
  core::InstitutionKind kind{};
  int plan_year = 0;
  std::int64_t plans = 0;
  std::int64_t headcount = 0;
  std::int64_t live = 0;
  std::int64_t examined = 0;
};

using core::EntrySum;

/// Whose entries are summed: one institution, a bureau's, a kind's, or the whole province's (nothing given).
struct Scope {
  std::optional<core::InstitutionId> institution;
  std::string bureau;
  std::optional<core::InstitutionKind> kind;
};

/// An entry with its plan, for lists over many plans.
struct EntryRow {
  core::LedgerEntry entry;
  core::PlanKey key;
  std::string institution_code;
  std::string institution_name;
  std::string certificate_name;
  std::string application_number;  ///< empty: of no application
};

struct EntryFilter {
  Scope scope;
  std::optional<core::EntryKind> kind;
  std::optional<core::PlanId> plan;
  std::optional<int> effective_year;
  std::optional<base::Instant> recorded_at;  ///< exactly then: the entries of one run
  core::EntryId before;                      ///< cursor: entries before this one, newest first; 0: from the newest
  int limit = 50;
};

/// Plans, their append-only ledger and the balances cached beside it.
class PlanStore {
 public:
  virtual ~PlanStore() = default;

  [[nodiscard]] virtual std::optional<core::Plan> plan(core::PlanId id) = 0;
  [[nodiscard]] virtual std::optional<PlanRow> plan_row(core::PlanId id) = 0;
  [[nodiscard]] virtual std::optional<core::Plan> plan_by_key(const core::PlanKey& key) = 0;
  /// The institution's plans of these certificates, of any level and year.
  [[nodiscard]] virtual std::vector<core::Plan> plans_of(core::InstitutionId institution,
                                                         const std::vector<core::CertificateId>& certificates) = 0;
  /// All plans of the institution.
  [[nodiscard]] virtual std::vector<core::Plan> plans_of(core::InstitutionId institution) = 0;
  /// A page in the order of ids.
  [[nodiscard]] virtual std::vector<PlanRow> plans(const PlanFilter& filter) = 0;
  [[nodiscard]] virtual PlanSums sum_plans(const PlanFilter& filter) = 0;
  /// Hands every plan of the filter (limit aside) to `row` in the order of ids, without holding them all.
  virtual void each_plan(const PlanFilter& filter, const std::function<void(const PlanRow&)>& row) = 0;
  [[nodiscard]] virtual std::vector<PlanTotal> totals(int live_year) = 0;
  [[nodiscard]] virtual std::vector<PlanTotal> totals_of(core::InstitutionId institution, int live_year) = 0;

  /// The live total of an institution in `year`: the sum of core::live over its plans.
  [[nodiscard]] virtual std::int64_t live_total(core::InstitutionId institution, int year) = 0;

  /// A plan's entries in the order in which they were recorded.
  [[nodiscard]] virtual std::vector<core::LedgerEntry> entries(core::PlanId plan) = 0;
  /// The entries of all plans of an institution, by plan, each in the order of recording.
  [[nodiscard]] virtual std::vector<core::LedgerEntry> entries_of(core::InstitutionId institution) = 0;
  [[nodiscard]] virtual std::optional<core::LedgerEntry> entry(core::EntryId id) = 0;
  /// Newest first.
  [[nodiscard]] virtual std::vector<EntryRow> entry_rows(const EntryFilter& filter) = 0;
  [[nodiscard]] virtual std::int64_t count_entries(const EntryFilter& filter) = 0;

  /// The plan of that key, made with an empty balance when there is none.
  [[nodiscard]] virtual core::Plan find_or_make(const core::PlanKey& key) = 0;
  /// Appends to the ledger and brings the plan's balance up to date (core::after). Refuses (BrokenAssumption) a balance
  /// below 0.
  virtual core::EntryId append(const core::LedgerEntry& entry) = 0;

  /// Plans with live > 0 in `live_year` of which nobody was ever examined, declared on or before `declared_by`, without
  /// a hold of `hold_year`; by institution code, certificate name, level, plan year (core::exits as a query).
  [[nodiscard]] virtual std::vector<PlanRow> exit_candidates(int hold_year, base::Date declared_by, int live_year) = 0;

  /// Sums by year, kind and in_indicators over all entries of the scope that took effect up to the end of `last_year`.
  [[nodiscard]] virtual std::vector<EntrySum> entry_sums(const Scope& scope, int last_year) = 0;
  /// The same for the entries of `day`'s year that took effect before `day`.
  [[nodiscard]] virtual std::vector<EntrySum> entry_sums_before(const Scope& scope, base::Date day) = 0;
};

}  // namespace kaoji::ports
