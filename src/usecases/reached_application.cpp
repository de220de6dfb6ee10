#include "usecases/reached_application.hpp"

#include "usecases/last_change.hpp"

namespace kaoji::usecases {

namespace {

std::optional<ReachedApplication> load(ports::Transaction& tx, core::ApplicationId id) {
  auto application = tx.applications().application(id);
  if (!application) return std::nullopt;
  auto institution = tx.catalogue().institution(application->institution);
  base::check(institution.has_value(), "an application's institution is not there");
  return ReachedApplication{std::move(*application), std::move(*institution)};
}

}  // namespace

core::Finding not_awaiting(const Context& context, const ReachedApplication& reached,
                           const std::optional<core::LastChange>& changed) {
  const core::Status status = reached.application.status;
  const auto desk = core::awaits(status, core::bureau_reviews(context.policy(), reached.institution));
  core::FindingBuilder builder(core::Code::not_awaiting);
  builder.field("status").word("state", core::words_zh(status));
  if (changed) builder.changed(*changed, context.book.zone(context.now));
  if (core::awaiting(status)) {
    builder.clause(context.policy().routing_clause).word("awaits", core::words_zh(desk));
  }
  return builder.done();
}

bool on_own_desk(const Context& context, const ReachedApplication& reached) {
  const bool bureaus = context.actor.role == core::Role::bureau_reviewer;
  const auto stage =
      core::stage_of(reached.application.status, core::bureau_reviews(context.policy(), reached.institution));
  return stage == (bureaus ? core::Stage::preliminary : core::Stage::final);
}

Outcome<ReachedApplication> reach_for_act(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                                          core::ApplicationId id, std::optional<std::int64_t> if_version) {
  auto reached = load(tx, id);
  if (reached && tx.catalogue().lock_institution(reached->institution.id)) reached = load(tx, id);
  if (!reached) return record_not_yours(tx, context, act);
  const core::Access access = core::access(context.actor, reached->institution, act.act, reached->application.status);
  if (access == core::Access::hidden || access == core::Access::denied) return record_not_yours(tx, context, act);
  if (access == core::Access::wrong_state) {
    core::Findings findings;
    findings.add(not_awaiting(context, *reached, last_step(tx, id)));
    return record_refused(tx, context, act, std::move(findings));
  }
  if (if_version && *if_version != reached->application.version) {
    return record_overtaken(tx, context, act, reached->application.version, last_touch(tx, id));
  }
  return std::move(*reached);
}

Outcome<ReachedApplication> reach_for_question(ports::Transaction& tx, const Context& context, core::Act act,
                                               core::ApplicationId id) {
  auto reached = load(tx, id);
  if (!reached) return not_yours();
  const core::Access access = core::access(context.actor, reached->institution, act, reached->application.status);
  if (access != core::Access::granted) return not_yours();
  return std::move(*reached);
}

}  // namespace kaoji::usecases
