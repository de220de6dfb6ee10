#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/record_store.hpp"

namespace kaoji::store_sql {

/// Audit trail, idempotent answers and settings as rows.
class RecordRows : public ports::RecordStore {
 public:
  explicit RecordRows(Session& session) : session_(session) {}

  std::optional<ports::AuditRow> last_audit_row() override;
  void append_audit(const ports::AuditRow& row) override;
  ports::TrailEnd trail_end() override;
  std::vector<ports::AuditRow> audit(const ports::AuditFilter& filter) override;
  std::int64_t count_audit(const ports::AuditFilter& filter) override;
  void each_audit_row(const ports::AuditFilter& filter,
                      const std::function<void(const ports::AuditRow&)>& row) override;

  std::optional<ports::StoredAnswer> answer(core::AccountId account, std::string_view key) override;
  void keep_answer(core::AccountId account, std::string_view key, const ports::StoredAnswer& answer,
                   base::Instant at) override;
  void drop_answers_before(base::Instant at) override;

  std::int64_t insert_exit_run(const ports::ExitRunRecord& run) override;
  std::vector<ports::ExitRunRecord> exit_runs() override;
  std::optional<ports::ExitRunRecord> exit_run(std::int64_t id) override;

  void keep_receipt(core::ApplicationId application, std::int64_t revision, std::string_view text) override;
  std::optional<std::string> receipt(core::ApplicationId application) override;

  std::optional<std::string> setting(std::string_view name) override;
  void put_setting(std::string_view name, std::string_view value) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
