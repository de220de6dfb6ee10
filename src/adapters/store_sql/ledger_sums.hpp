#pragma once

#include <vector>

#include "adapters/store_sql/session.hpp"
#include "ports/plan_store.hpp"

namespace kaoji::store_sql {

/// Sums kept beside the ledger, so that totals and rates over 100,000 plans read a few thousand rows: `plan_sum` by
/// institution, plan year and latest year of assessment (which is what live needs), `entry_sum` by institution, day,
/// kind and in_indicators. They know institutions only; bureau and kind are joined when asked, so they stay right when
/// an institution moves. Changes are gathered and written once before they are read or committed: a decision on eight
/// lines changes two rows, not sixteen.
class LedgerSums {
 public:
  explicit LedgerSums(Session& session) : session_(session) {}

  void plan_made(const core::PlanKey& key);
  void balance_changed(const core::PlanKey& key, const core::Balance& before, const core::Balance& after);
  void entry_appended(core::InstitutionId institution, const core::LedgerEntry& entry);

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

 private:
  struct PlanChange {
    core::InstitutionId institution;
    int plan_year = 0;
    int examined_year = 0;
    std::int64_t plans = 0;
    std::int64_t headcount = 0;
    std::int64_t examined = 0;
    std::int64_t examined_in_year = 0;
  };
  struct EntryChange {
    core::InstitutionId institution;
    base::Date effective_on;
    core::EntryKind kind{};
    bool in_indicators = true;
    std::int64_t headcount = 0;
    std::int64_t passed = 0;
  };

  void add(const core::PlanKey& key, const core::Balance& balance, int sign);
  PlanChange& plan_change(const core::PlanKey& key, int examined_year);
  void write(const PlanChange& change);
  void write(const EntryChange& change);

  Session& session_;
  std::vector<PlanChange> plan_changes_;
  std::vector<EntryChange> entry_changes_;
};

}  // namespace kaoji::store_sql
