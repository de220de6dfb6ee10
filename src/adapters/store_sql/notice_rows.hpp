#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/notice_store.hpp"

namespace kaoji::store_sql {

/// Notices and their readings as rows.
class NoticeRows : public ports::NoticeStore {
 public:
  explicit NoticeRows(Session& session) : session_(session) {}

  std::int64_t insert(const ports::Notice& notice) override;
  std::vector<ports::Notice> notices(const ports::NoticeFilter& filter) override;
  std::int64_t count(const ports::NoticeFilter& filter) override;
  std::optional<ports::Notice> notice(std::int64_t id, core::AccountId account) override;
  void mark_read(std::int64_t id, core::AccountId account, base::Instant at) override;
  void queue(const ports::Job& job) override;
  std::set<core::InstitutionId> queued(std::string_view kind, int year, int step) override;
  std::vector<ports::Notice> reminders(const core::RoundRef& round) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
