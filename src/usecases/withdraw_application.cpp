#include "usecases/withdraw_application.hpp"

#include "usecases/claim_application.hpp"
#include "usecases/last_change.hpp"

namespace kaoji::usecases {

Outcome<core::Application> withdraw_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                                const std::string& note, std::optional<std::int64_t> if_version) {
  const AuditedAct act{core::Act::application_withdraw, object_name("application", id.value)};
  auto reached = reach_for_act(tx, context, act, id);
  if (!reached) return std::move(reached).error();
  // Before the version, which a claim counts up: the institution is told who holds it and since when.
  if (auto barred = claim_rule(tx, context, id).against_withdrawal()) {
    core::Findings against;
    against.add(*std::move(barred));
    return record_refused(tx, context, act, std::move(against));
  }
  if (if_version && *if_version != reached->application.version)
    return record_overtaken(tx, context, act, reached->application.version, last_touch(tx, id));
  core::Application application = std::move(reached).value().application;
  application.status = core::Status::withdrawn;
  application.version += 1;
  application.updated_at = context.now;
  application.decided_at = context.now;
  tx.applications().update(application);
  ports::ApplicationEvent event;
  event.at = context.now;
  event.event = "withdrawn";
  event.actor = context.actor.login;
  event.revision = application.revision;
  event.note = note;
  tx.applications().append_event(id, event);
  record_done(tx, context, act, application.number);
  return application;
}

}  // namespace kaoji::usecases
