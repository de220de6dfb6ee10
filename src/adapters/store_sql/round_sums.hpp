#pragma once

#include <vector>

#include "adapters/store_sql/session.hpp"
#include "ports/application_store.hpp"

namespace kaoji::store_sql {

/// What the new declarations of a round brought each institution, and how much of it was examined: `round_sum`, kept
/// beside the ledger so that a round of 300,000 lines is summed up from a thousand rows. Of each plan no more counts as
/// examined than the round declared.
class RoundSums {
 public:
  /// What a plan adds to the sums of a round that declared it.
  struct Share {
    core::RoundRef round;
    std::int64_t headcount = 0;
    std::int64_t examined = 0;
    std::int64_t passed = 0;
  };

  explicit RoundSums(Session& session) : session_(session) {}

  /// Can an entry of this kind change a share?
  [[nodiscard]] static bool are_changed_by(core::EntryKind kind) {
    return kind == core::EntryKind::declared || kind == core::EntryKind::examined;
  }
  /// The shares of a plan with that balance, by the ledger as it stands in this transaction.
  [[nodiscard]] std::vector<Share> shares_of(core::PlanId plan, const core::Balance& balance);
  /// Takes a plan's shares off and adds the others.
  void change(core::InstitutionId institution, const std::vector<Share>& before, const std::vector<Share>& after);

  /// Does the filter ask for what is kept: institutions and a round of new declarations, nothing else?
  [[nodiscard]] static bool answer(const ports::ApplicationFilter& filter);
  /// The sums of such a filter.
  [[nodiscard]] static ports::RoundYield yield(Session& session, const ports::ApplicationFilter& filter);

 private:
  void add(core::InstitutionId institution, const Share& share, int sign);

  Session& session_;
};

/// The next four columns: plans, approved, examined, passed.
[[nodiscard]] ports::RoundYield read_yield(Query& query);

}  // namespace kaoji::store_sql
