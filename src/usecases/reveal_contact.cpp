#include "usecases/reveal_contact.hpp"

#include "usecases/reached_application.hpp"

namespace kaoji::usecases {

Outcome<ShownContact> reveal_application_contact(ports::Transaction& tx, const Context& context,
                                                 core::ApplicationId id) {
  const AuditedAct act{core::Act::contact_reveal, object_name("application", id.value)};
  auto reached = reach_for_act(tx, context, act, id);
  if (!reached) return std::move(reached).error();
  record_shown(tx, context, act);
  return ShownContact{reached->application.contact_name, reached->application.contact_phone};
}

Outcome<std::string> reveal_schedule_contact(ports::Transaction& tx, const Context& context, core::ScheduleId id) {
  const AuditedAct act{core::Act::schedule_reveal, object_name("schedule", id.value)};
  const auto found = tx.assessments().schedule(id);
  if (!found) return record_not_yours(tx, context, act);
  const auto institution = tx.catalogue().institution(found->key.institution);
  if (!institution || core::access(context.actor, *institution, act.act) != core::Access::granted) {
    return record_not_yours(tx, context, act);
  }
  record_shown(tx, context, act);
  return found->schedule.contact;
}

bool shows_contacts(const Context& context, core::InstitutionId owner) {
  return owner.some() && context.actor.institution == owner;
}

void record_shown(ports::Transaction& tx, const Context& context, const AuditedAct& act) {
  record_done(tx, context, act, "contact shown");
}

}  // namespace kaoji::usecases
