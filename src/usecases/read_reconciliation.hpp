#pragma once

#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// An upload with its headings, the first lines below them, and the first rows that are not understood.
struct ReconciliationView {
  ports::Reconciliation reconciliation;
  std::vector<core::CellRow> first_lines;  ///< the headings first
  std::vector<core::CellFault> faults;
};
[[nodiscard]] Outcome<ReconciliationView> read_reconciliation(ports::Transaction& tx, const Context& context,
                                                              std::int64_t id);

/// Uploads, newest first.
[[nodiscard]] Outcome<std::vector<ports::Reconciliation>> list_reconciliations(ports::Transaction& tx,
                                                                               const Context& context);

/// The store's filter for the lists that stand of `filter.reconciliation`; `act` reads or exports them.
[[nodiscard]] Outcome<ports::ReconcileFilter> reconcile_items(ports::Transaction& tx, const Context& context,
                                                              core::Act act, ports::ReconcileFilter filter);

}  // namespace kaoji::usecases
