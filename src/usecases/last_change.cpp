#include "usecases/last_change.hpp"

#include <algorithm>

#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {

namespace {

/// Does the event leave the application where it was, with other words, another scan, or in somebody's hand?
bool keeps_status(const ports::ApplicationEvent& event) {
  static constexpr std::string_view kKeeping[] = {"saved", "scan-uploaded", "claimed", "released"};
  return std::ranges::find(kKeeping, event.event) != std::end(kKeeping);
}

}  // namespace

core::LastChange last_change(ports::Transaction& tx, const std::string& login, base::Instant at) {
  const auto account = tx.accounts().account_by_login(login);
  return {account && !account->display_name.empty() ? account->display_name : login, at};
}

std::optional<core::LastChange> last_step(ports::Transaction& tx, core::ApplicationId id) {
  const auto events = tx.applications().events(id);
  const auto found = std::find_if_not(events.rbegin(), events.rend(), keeps_status);
  if (found == events.rend()) return std::nullopt;
  return last_change(tx, found->actor, found->at);
}

std::optional<core::LastChange> last_touch(ports::Transaction& tx, core::ApplicationId id) {
  const auto events = tx.applications().events(id);
  if (events.empty()) return std::nullopt;
  return last_change(tx, events.back().actor, events.back().at);
}

std::optional<core::LastChange> last_done(ports::Transaction& tx, const std::string& object) {
  ports::AuditFilter filter;
  filter.object = object;
  filter.end = ports::AuditEnd::done;
  filter.limit = 1;
  const auto rows = tx.records().audit(filter);
  if (rows.empty()) return std::nullopt;
  return last_change(tx, rows.front().actor, rows.front().at);
}

Refusal record_overtaken(ports::Transaction& tx, const Context& context, const AuditedAct& act, std::int64_t version,
                         std::optional<core::LastChange> changed) {
  append_audit(tx, context, {std::string(core::to_text(act.act)), act.object, "version-stale", {}});
  return Refusal{{}, version, std::nullopt, std::move(changed)};
}

}  // namespace kaoji::usecases
