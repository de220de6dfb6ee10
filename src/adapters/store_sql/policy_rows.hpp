#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/policy_store.hpp"

namespace kaoji::store_sql {

/// Uploaded policy files as rows.
class PolicyRows : public ports::PolicyStore {
 public:
  explicit PolicyRows(Session& session) : session_(session) {}

  std::vector<ports::PolicyFile> policy_files() override;
  std::optional<ports::PolicyFile> policy_file(std::string_view id) override;
  void insert(const ports::PolicyFile& file) override;
  void update(const ports::PolicyFile& file) override;
  void remove_draft(std::string_view id) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
