#include "usecases/explain_differences.hpp"

#include <fmt/format.h>

#include "usecases/last_change.hpp"

namespace kaoji::usecases {

namespace {

void say(const ExplainWish& wish, const Context& context, ports::ReconcileRow& row) {
  if (wish.owner) row.said.owner = *wish.owner;
  if (wish.note) row.said.note = *wish.note;
  if (wish.state) {
    row.said.state = *wish.state;
    row.said.changed = false;
  }
  row.version += 1;
  row.edited_at = context.now;
  row.editor = context.actor.login;
}

std::optional<core::LastChange> last_explained(ports::Transaction& tx, const ports::ReconcileRow& row) {
  if (!row.edited_at) return std::nullopt;
  return last_change(tx, row.editor, *row.edited_at);
}

}  // namespace

Outcome<std::vector<ports::ReconcileRow>> explain_differences(ports::Transaction& tx, const Context& context,
                                                              std::int64_t id, const ExplainWish& wish) {
  const AuditedAct act{core::Act::reconcile_explain, object_name("reconciliation", id)};
  const auto found = tx.reconcile().reconciliation(id);
  if (!found || !core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  std::vector<ports::ReconcileRow> rows;
  for (const ExplainWish::One& one : wish.items) {
    auto row = tx.reconcile().item(id, found->run, one.item);
    if (!row || row->item.list == core::ReconcileList::equal) return record_not_yours(tx, context, act);
    if (row->version != one.version) return record_overtaken(tx, context, act, row->version, last_explained(tx, *row));
    say(wish, context, *row);
    if (auto findings = core::check_explanation(row->said); !findings.empty())
      return record_refused(tx, context, act, std::move(findings));
    rows.push_back(*std::move(row));
  }
  for (const ports::ReconcileRow& row : rows) {
    tx.reconcile().explain(row);
    tx.reconcile().remember({core::subject_of(row.item), row.said, context.now, context.actor.login});
  }
  record_done(tx, context, act,
              rows.size() == 1
                  ? fmt::format("{} {}", core::to_text(rows.front().said.state), core::subject_of(rows.front().item))
                  : fmt::format("{} differences", rows.size()));
  return rows;
}

}  // namespace kaoji::usecases
