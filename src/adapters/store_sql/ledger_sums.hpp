#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/session.hpp"
#include "ports/plan_store.hpp"

namespace kaoji::store_sql {

/// Adds the conditions of a scope to sums `s` of `institution i`.
void add_sums_scope(Conditions& conditions, const ports::Scope& scope);

/// Sums kept beside the ledger, so that totals and rates over 100,000 plans read a few thousand rows: `plan_sum` by
/// institution, plan year and latest year of assessment (which is what live needs); by day, kind and in_indicators
/// `entry_sum` of institutions, `certificate_sum` of certificates and `institution_certificate_sum` of both together.
/// They know institutions and certificates only; bureau, kind and organisation are joined when asked, so they stay
/// right when an institution moves. Changes are gathered and written once before they are read or committed: a decision
/// on eight lines changes two rows, not sixteen.
class LedgerSums {
 public:
  explicit LedgerSums(Session& session) : session_(session) {}

  void plan_made(const core::PlanKey& key);
  void balance_changed(const core::PlanKey& key, const core::Balance& before, const core::Balance& after);
  void entry_appended(const core::PlanKey& key, const core::LedgerEntry& entry);

  /// Writes what was gathered.
  void flush();
  /// Forgets what was gathered: its transaction was rolled back.
  void forget();

  /// Of one institution when given.
  std::vector<ports::PlanTotal> totals(int live_year, std::optional<core::InstitutionId> institution);
  /// The sums of a filter that asks for institutions and a plan year alone.
  ports::PlanSums sum_plans(const ports::PlanFilter& filter);
  std::int64_t live_total(core::InstitutionId institution, int year);
  std::vector<ports::GroupedSums> grouped_sums(const ports::SumsQuery& query);
  std::vector<ports::CertificateSums> fold_ledger(const ports::LedgerFoldQuery& query);

 private:
  /// Whose plans, and which of them; ordered, as below.
  struct PlanPlace {
    core::InstitutionId institution;
    int plan_year = 0;
    int examined_year = 0;

    friend auto operator<=>(const PlanPlace&, const PlanPlace&) = default;
  };
  struct PlanChange {
    std::int64_t plans = 0;
    std::int64_t headcount = 0;
    std::int64_t examined = 0;
    std::int64_t examined_in_year = 0;
  };
  /// Whose entries, and which of them; ordered, so that all writers change rows in one order.
  struct EntryPlace {
    core::InstitutionId institution;  ///< none: of the province
    core::CertificateId certificate;  ///< none: of all
    std::string effective_on;
    core::EntryKind kind{};
    bool in_indicators = true;

    friend auto operator<=>(const EntryPlace&, const EntryPlace&) = default;
  };
  struct EntryChange {
    std::int64_t headcount = 0;
    std::int64_t passed = 0;
  };
  using EntryChanges = std::map<EntryPlace, EntryChange>;

  void add(const core::PlanKey& key, const core::Balance& balance, int sign);
  void write(const PlanPlace& place, const PlanChange& change);
  void write_entry_changes();
  void write(const EntryPlace& place, const EntryChange& change);

  Session& session_;
  std::map<PlanPlace, PlanChange> plan_changes_;
  EntryChanges entry_changes_;
};

}  // namespace kaoji::store_sql
