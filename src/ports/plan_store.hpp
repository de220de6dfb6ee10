#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/indicators/measure_entries.hpp"
#include "core/indicators/rates.hpp"
#include "core/plan/ledger.hpp"
#include "ports/certificate_scope.hpp"

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
  core::EntryId reversed_by;       ///< the entry that takes it back, if any
};

struct EntryFilter {
  Scope scope;
  CertificateScope certificates = {};
  std::optional<core::EntryKind> kind;
  std::optional<core::MeasureEntries> measure;  ///< only what makes up this measure
  std::optional<core::PlanId> plan;
  std::optional<int> effective_year;
  std::optional<bool> in_indicators;         ///< only what counts in the indicators, or only what a round keeps out
  std::optional<base::Instant> recorded_at;  ///< exactly then: the entries of one run
  bool originals_only = false;               ///< without reversing entries
  bool standing_only = false;                ///< neither reversing entries nor those that were reversed
  core::EntryId before;                      ///< cursor: entries before this one, newest first; 0: from the newest
  int limit = 50;
};

/// How many entries a filter finds, and the sum of their shares in its measure (of their headcounts without one).
struct EntryTally {
  std::int64_t entries = 0;
  std::int64_t sum = 0;
};

/// By what sums are kept apart.
enum class SumsBy { whole, kind, bureau, institution, certificate, organisation };

/// The sums of one group by year, kind of entry and in_indicators.
struct GroupedSums {
  /// The kind's word, the bureau's or the institution's code, the certificate's name, the organisation's; empty: the
  /// whole scope.
  std::string key;
  std::vector<core::EntrySum> sums;
  std::vector<core::EntrySum> before_exit;  ///< of each year, what took effect before the exit window's first day
};

/// What is asked of grouped sums.
struct SumsQuery {
  Scope scope;
  SumsBy by = SumsBy::whole;
  int last_year = 0;                           ///< entries that took effect up to its end
  std::optional<std::chrono::month_day> exit;  ///< first day of every year's exit window; nothing: none before it
  CertificateScope certificates = {};
};

/// As SumsQuery, asked of the ledger itself as it stood after one of its entries: slow, for what is to be proved.
struct LedgerFoldQuery {
  core::EntryId last;  ///< the last entry that is known
  core::InstitutionId institution;
  int last_year = 0;
  std::optional<std::chrono::month_day> exit;
};

/// The sums of one certificate.
struct CertificateSums {
  core::CertificateId certificate;
  std::vector<core::EntrySum> sums;
  std::vector<core::EntrySum> before_exit;
};

/// Which plans a forced exit looks at (R12).
struct ExitFilter {
  Scope scope;
  int hold_year = 0;  ///< the year whose holds keep plans back
  base::Date declared_by{};
  std::optional<bool> held;  ///< only those kept back, or only the others
  std::string search;        ///< part of a certificate's or institution's name, or of its code; empty: any
  core::PlanId after;        ///< cursor: those after this one
  int limit = 50;
};

/// A plan that would exit, or would but for a hold.
struct ExitCandidate {
  PlanRow row;
  std::int64_t hold = 0;  ///< id of the hold that keeps it back; 0: none
  std::string hold_reason;
};

struct ExitTally {
  std::int64_t plans = 0;  ///< that exit
  std::int64_t headcount = 0;
  std::int64_t held_plans = 0;
  std::int64_t held_headcount = 0;
};

/// What would exit of one institution.
struct ExitOutlook {
  core::InstitutionId institution;
  std::int64_t plans = 0;
  std::int64_t headcount = 0;
};

/// What one run took of one institution, reversed entries left out.
struct ExitShare {
  std::int64_t run = 0;
  base::Instant ran_at;
  std::string institution_code;
  std::int64_t plans = 0;
  std::int64_t headcount = 0;
};

struct ExitSharePage {
  std::vector<ExitShare> rows;
  std::int64_t total = 0;  ///< over all pages
};

struct ExitShareFilter {
  Scope scope;
  std::optional<int> year;
  std::optional<std::int64_t> run;
  std::int64_t after = 0;  ///< cursor: how many to pass over
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
  [[nodiscard]] virtual EntryTally tally_entries(const EntryFilter& filter) = 0;

  /// The plan of that key, made with an empty balance when there is none.
  [[nodiscard]] virtual core::Plan find_or_make(const core::PlanKey& key) = 0;
  /// Appends to the ledger and brings the plan's balance up to date (core::after). Refuses (BrokenAssumption) a balance
  /// below 0.
  virtual core::EntryId append(const core::LedgerEntry& entry) = 0;

  /// Plans with live > 0 of which nobody was ever examined, declared on or before `declared_by`: core::exits as a
  /// query, whatever the year, because nobody's assessment takes from live. By institution code, certificate name,
  /// level, plan year.
  [[nodiscard]] virtual std::vector<ExitCandidate> exit_candidates(const ExitFilter& filter) = 0;
  /// How many the filter finds, cursor, limit and `held` aside.
  [[nodiscard]] virtual ExitTally tally_exit(const ExitFilter& filter) = 0;
  /// What would exit of each institution that has such plans, by its id; cursor, limit and `held` aside.
  [[nodiscard]] virtual std::vector<ExitOutlook> exit_outlook(const ExitFilter& filter) = 0;
  /// What runs took, by institution: newest run first, then by institution code.
  [[nodiscard]] virtual ExitSharePage exit_shares(const ExitShareFilter& filter) = 0;

  /// The sums of every group that has entries, in the order of keys.
  [[nodiscard]] virtual std::vector<GroupedSums> grouped_sums(const SumsQuery& query) = 0;
  /// What grouped_sums would have given of one institution, by certificate, folded from its entries.
  [[nodiscard]] virtual std::vector<CertificateSums> fold_ledger(const LedgerFoldQuery& query) = 0;
};

}  // namespace kaoji::ports
