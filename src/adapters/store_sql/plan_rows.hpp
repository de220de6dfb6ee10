#pragma once

#include "adapters/store_sql/catalogue_rows.hpp"
#include "adapters/store_sql/ledger_sums.hpp"
#include "adapters/store_sql/round_sums.hpp"
#include "adapters/store_sql/session.hpp"
#include "ports/plan_store.hpp"

namespace kaoji::store_sql {

/// Plans with their balances, and the ledger, as rows.
class PlanRows : public ports::PlanStore {
 public:
  PlanRows(Session& session, CatalogueRows& catalogue)
      : session_(session), catalogue_(catalogue), sums_(session), rounds_(session) {}

  std::optional<core::Plan> plan(core::PlanId id) override;
  std::optional<ports::PlanRow> plan_row(core::PlanId id) override;
  std::optional<core::Plan> plan_by_key(const core::PlanKey& key) override;
  std::vector<core::Plan> plans_of(core::InstitutionId institution,
                                   const std::vector<core::CertificateId>& certificates) override;
  std::vector<core::Plan> plans_of(core::InstitutionId institution) override;
  std::vector<ports::PlanRow> plans(const ports::PlanFilter& filter) override;
  ports::PlanSums sum_plans(const ports::PlanFilter& filter) override;
  void each_plan(const ports::PlanFilter& filter, const std::function<void(const ports::PlanRow&)>& row) override;
  std::vector<ports::PlanTotal> totals(int live_year) override { return sums_.totals(live_year, std::nullopt); }
  std::vector<ports::PlanTotal> totals_of(core::InstitutionId institution, int live_year) override {
    return sums_.totals(live_year, institution);
  }
  std::int64_t live_total(core::InstitutionId institution, int year) override {
    return sums_.live_total(institution, year);
  }

  std::vector<core::LedgerEntry> entries(core::PlanId plan) override;
  std::vector<core::LedgerEntry> entries_of(core::InstitutionId institution) override;
  std::optional<core::LedgerEntry> entry(core::EntryId id) override;
  std::vector<ports::EntryRow> entry_rows(const ports::EntryFilter& filter) override;
  ports::EntryTally tally_entries(const ports::EntryFilter& filter) override;

  core::Plan find_or_make(const core::PlanKey& key) override;
  core::EntryId append(const core::LedgerEntry& entry) override;

  std::vector<ports::ExitCandidate> exit_candidates(const ports::ExitFilter& filter) override;
  ports::ExitTally tally_exit(const ports::ExitFilter& filter) override;
  std::vector<ports::ExitOutlook> exit_outlook(const ports::ExitFilter& filter) override;
  ports::ExitSharePage exit_shares(const ports::ExitShareFilter& filter) override;

  std::vector<ports::GroupedSums> grouped_sums(const ports::SumsQuery& query) override {
    return sums_.grouped_sums(query);
  }
  std::vector<ports::CertificateSums> fold_ledger(const ports::LedgerFoldQuery& query) override {
    return sums_.fold_ledger(query);
  }

  /// Writes what waits to be written; before a commit.
  void flush() { sums_.flush(); }
  /// Forgets it; after a rollback.
  void forget() { sums_.forget(); }

 private:
  void read_row(Query& query, ports::PlanRow& row);
  template <class Take>
  int walk(const ports::PlanFilter& filter, int limit, ports::PlanRow& row, const Take& take);
  core::Plan plan_to_change(core::PlanId id);
  core::EntryId insert(const core::LedgerEntry& entry);
  void update_balance(core::PlanId id, const core::Balance& balance);

  Session& session_;
  CatalogueRows& catalogue_;
  LedgerSums sums_;
  RoundSums rounds_;
};

/// The columns of a plan (written for a table called p) and how they are read, for the queries that give plans.
inline constexpr std::string_view kPlanSelect =
    "p.id, p.institution, p.certificate, p.level, p.plan_year, p.carried, p.declared, p.increased, p.decreased, "
    "p.exited_headcount, p.headcount, p.examined, p.passed, p.examined_year, p.examined_in_year, p.exited, "
    "p.declared_on, p.use_from";
inline constexpr std::string_view kPlanColumns = "nnntnnnnnnnnnnnntt";
void read_plan(Query& query, core::Plan& plan);

}  // namespace kaoji::store_sql
