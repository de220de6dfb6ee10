#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/bulletin_store.hpp"

namespace kaoji::store_sql {

/// Announcements and contacts as rows.
class BulletinRows : public ports::BulletinStore {
 public:
  explicit BulletinRows(Session& session) : session_(session) {}

  std::vector<ports::Announcement> announcements() override;
  std::optional<ports::Announcement> announcement(std::int64_t id) override;
  std::int64_t insert(const ports::Announcement& announcement) override;
  void update(const ports::Announcement& announcement) override;
  void remove_announcement(std::int64_t id) override;

  std::vector<ports::Contact> contacts() override;
  void put_contacts(const std::vector<ports::Contact>& contacts) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
