#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/reconcile_store.hpp"

namespace kaoji::store_sql {

/// Reconciliations, their lists, and what is remembered from one to the next, as rows.
class ReconcileRows : public ports::ReconcileStore {
 public:
  explicit ReconcileRows(Session& session) : session_(session) {}

  std::int64_t insert(const ports::Reconciliation& reconciliation,
                      const std::vector<core::CellRow>& first_lines) override;
  std::optional<ports::Reconciliation> reconciliation(std::int64_t id) override;
  std::vector<ports::Reconciliation> reconciliations() override;
  std::vector<core::CellRow> first_lines(std::int64_t id) override;

  std::int64_t begin_run(std::int64_t id) override;
  void insert_items(std::int64_t id, std::int64_t run, std::span<const ports::ReconcileRow> rows) override;
  void insert_names(std::int64_t id, std::int64_t run, std::span<const core::UnknownName> names) override;
  void insert_faults(std::int64_t id, std::int64_t run, std::span<const core::CellFault> faults) override;
  void finish_run(const ports::Reconciliation& reconciliation) override;
  bool drop_earlier_runs(std::int64_t id, std::int64_t run, int most) override;
  bool prune(std::int64_t id, int most, base::Instant at) override;
  std::optional<std::vector<ports::PlatformPlan>> platform_plans(core::InstitutionId institution) override;

  std::vector<ports::ReconcileRow> items(const ports::ReconcileFilter& filter) override;
  std::int64_t count_items(const ports::ReconcileFilter& filter) override;
  std::optional<ports::ReconcileRow> item(std::int64_t id, std::int64_t run, std::int64_t item) override;
  void explain(const ports::ReconcileRow& row) override;
  std::vector<core::UnknownName> names(std::int64_t id, std::int64_t run) override;
  std::vector<core::CellFault> faults(std::int64_t id, std::int64_t run, int most) override;

  std::optional<core::ColumnMap> remembered_columns(std::string_view headings) override;
  void remember_columns(std::string_view headings, const core::ColumnMap& map) override;

  std::vector<ports::KeptNameDecision> name_decisions() override;
  void put_name_decision(const ports::KeptNameDecision& decision) override;
  void forget_name_decision(core::NameKind kind, std::string_view key) override;

  std::vector<Remembered> explanations() override;
  void remember(const Remembered& explanation) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
