#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/edition_store.hpp"

namespace kaoji::store_sql {

/// Frozen editions as rows that are only ever inserted.
class EditionRows : public ports::EditionStore {
 public:
  explicit EditionRows(Session& session) : session_(session) {}

  ports::LedgerCut settled_cut() override;
  ports::LedgerCut present_cut() override;
  std::int64_t insert(const ports::Edition& edition) override;
  std::optional<ports::Edition> edition(std::int64_t id) override;
  std::vector<ports::Edition> editions(const ports::EditionFilter& filter) override;
  std::int64_t count_editions(const ports::EditionFilter& filter) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
