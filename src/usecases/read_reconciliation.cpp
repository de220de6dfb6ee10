#include "usecases/read_reconciliation.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kFaultsShown = 200;

bool may_read(const Context& context) {
  return core::may_ever(context.actor.role, core::Act::reconcile_read);
}

}  // namespace

Outcome<ReconciliationView> read_reconciliation(ports::Transaction& tx, const Context& context, std::int64_t id) {
  auto found = tx.reconcile().reconciliation(id);
  if (!found || !may_read(context)) return not_yours();
  ReconciliationView view;
  view.first_lines = tx.reconcile().first_lines(id);
  view.faults = tx.reconcile().faults(id, found->run, kFaultsShown);
  view.reconciliation = *std::move(found);
  return view;
}

Outcome<std::vector<ports::Reconciliation>> list_reconciliations(ports::Transaction& tx, const Context& context) {
  if (!may_read(context)) return not_yours();
  return tx.reconcile().reconciliations();
}

Outcome<ports::ReconcileFilter> reconcile_items(ports::Transaction& tx, const Context& context, core::Act act,
                                                ports::ReconcileFilter filter) {
  const auto found = tx.reconcile().reconciliation(filter.reconciliation);
  if (!found || !core::may_ever(context.actor.role, act)) return not_yours();
  filter.run = found->run;
  return filter;
}

}  // namespace kaoji::usecases
