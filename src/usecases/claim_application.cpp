#include "usecases/claim_application.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "usecases/application_facts.hpp"
#include "usecases/last_change.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::string_view kClaimed = "claimed";
constexpr std::string_view kReleased = "released";

enum class ClaimStep { claim, release };

Outcome<core::Application> take_step(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                     std::optional<std::int64_t> if_version, ClaimStep step) {
  const AuditedAct act{core::Act::application_claim, object_name("application", id.value)};
  // The claim is looked at before the version: who was second is told who was first, not only that somebody was.
  auto reached = reach_for_act(tx, context, act, id);
  if (!reached) return std::move(reached).error();
  core::Findings against;
  if (!on_own_desk(context, *reached)) {
    against.add(not_awaiting(context, *reached, last_step(tx, id)));
    return record_refused(tx, context, act, std::move(against));
  }
  const core::ClaimRule rule = claim_rule(tx, context, id);
  const auto barred = step == ClaimStep::claim ? rule.against_claiming() : rule.against_releasing();
  if (barred) {
    against.add(*barred);
    return record_refused(tx, context, act, std::move(against));
  }
  core::Application application = std::move(reached).value().application;
  if (if_version && *if_version != application.version)
    return record_overtaken(tx, context, act, application.version, last_touch(tx, id));
  application.version += 1;
  application.updated_at = context.now;
  tx.applications().update(application);
  ports::ApplicationEvent event;
  event.at = context.now;
  event.event = step == ClaimStep::claim ? kClaimed : kReleased;
  event.actor = context.actor.login;
  event.revision = application.revision;
  event.policy_id = context.policy().id;
  event.clause = context.policy().routing_clause;
  tx.applications().append_event(id, event);
  record_done(tx, context, act, fmt::format("{} {}", event.event, application.number));
  return application;
}

}  // namespace

core::ClaimRule claim_rule(ports::Transaction& tx, const Context& context, core::ApplicationId id) {
  std::optional<core::Claim> claim;
  if (context.policy().claiming) {
    const auto events = tx.applications().events(id);
    if (!events.empty() && events.back().event == kClaimed)
      claim = core::Claim{events.back().actor, last_change(tx, events.back().actor, events.back().at)};
  }
  return {context.policy(), std::move(claim), context.book.zone(context.now)};
}

Outcome<core::Application> claim_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                             std::optional<std::int64_t> if_version) {
  return take_step(tx, context, id, if_version, ClaimStep::claim);
}

Outcome<core::Application> release_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                               std::optional<std::int64_t> if_version) {
  return take_step(tx, context, id, if_version, ClaimStep::release);
}

}  // namespace kaoji::usecases
