#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/seal_store.hpp"

namespace kaoji::store_sql {

/// The keys that rows rest on, and sealing and marking rows anew.
class SealRows : public ports::SealStore {
 public:
  explicit SealRows(Session& session) : session_(session) {}

  std::vector<std::string> keys() override;
  ports::ResealStep reseal_some(std::int64_t most) override;
  void keep_current_key_alone() override;

 private:
  Session& session_;
};

/// The work of the migration that brought the seals: seals and marks every row there is, in its transaction.
void seal_all_rows(Session& session);

/// The mark of a trail without rows.
void mark_empty_trail(Session& session);

/// Throws StoreUnavailable when rows rest on a key that is not at hand; else writes down that they may rest on the
/// current one.
void admit_keys(Session& session);

/// Every sealed value that does not open, and every mark that does not hold.
void find_broken_seals(Session& session, std::vector<ports::BrokenRow>& broken);

}  // namespace kaoji::store_sql
