#include "usecases/review_application.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "usecases/application_facts.hpp"
#include "usecases/claim_application.hpp"
#include "usecases/last_change.hpp"
#include "usecases/reached_application.hpp"

namespace kaoji::usecases {

namespace {

/// Every excepted line must be one of the application's: anything else was written for another revision.
bool lines_exist(const core::Application& application, const core::ReviewWish& wish) {
  return std::all_of(wish.except.begin(), wish.except.end(),
                     [&](const core::ExceptedLine& each) { return each.line < application.lines.size(); });
}

void append_entries(ports::Transaction& tx, const Context& context, const core::ReviewAssessment& assessment) {
  for (const core::EntryWish& wish : assessment.entries) {
    core::LedgerEntry entry = wish.entry;
    entry.plan = tx.plans().find_or_make(wish.key).id;
    entry.recorded_at = context.now;
    entry.actor = context.actor.login;
    tx.plans().append(entry);
  }
}

core::Application after_review(const Context& context, core::Application application,
                               const core::ReviewAssessment& assessment) {
  application.status = assessment.becomes;
  application.version += 1;
  application.updated_at = context.now;
  if (assessment.becomes == core::Status::returned) application.returned_by = assessment.stage;
  const bool decided = !core::awaiting(assessment.becomes) && assessment.becomes != core::Status::returned;
  if (decided) application.decided_at = context.now;
  for (std::size_t i = 0; i < application.lines.size(); ++i) {
    auto& except = application.lines[i].except;
    if (except || !assessment.lines[i].line.except) continue;
    except = assessment.lines[i].line.except;
    except->at = context.now;
    except->actor = context.actor.login;
  }
  return application;
}

void append_event(ports::Transaction& tx, const Context& context, const core::Application& application,
                  const core::ReviewAssessment& assessment, const std::string& note) {
  ports::ApplicationEvent event;
  event.at = context.now;
  event.event = core::to_text(assessment.becomes);
  event.actor = context.actor.login;
  event.stage = assessment.stage;
  event.revision = application.revision;
  event.note = note;
  event.policy_id = assessment.policy_id;
  event.clause = assessment.clause;
  tx.applications().append_event(application.id, event);
}

}  // namespace

Outcome<Reviewed> review_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                     const core::ReviewWish& wish, std::optional<std::int64_t> if_version,
                                     bool dry_run) {
  const AuditedAct act{core::Act::application_review, object_name("application", id.value)};
  auto reached = reach_for_act(tx, context, act, id, if_version);
  if (!reached) return std::move(reached).error();
  ReachedApplication found = std::move(reached).value();
  if (!on_own_desk(context, found)) {
    core::Findings findings;
    findings.add(not_awaiting(context, found, last_step(tx, id)));
    return record_refused(tx, context, act, std::move(findings));
  }
  if (!lines_exist(found.application, wish))
    return record_overtaken(tx, context, act, found.application.version, last_touch(tx, id));
  const auto facts = review_facts(tx, context, found.application, found.institution);
  auto assessment = core::assess_review(context.book, found.application, facts, wish, context.now);
  if (const auto barred = claim_rule(tx, context, id).against_decision(context.actor.login))
    assessment.findings.add(*barred);
  assessment.findings = assessment.findings.sorted();
  const core::Policy* of_round = context.book.find(found.application.round.policy_id);
  const core::CapScope scope = of_round != nullptr ? of_round->cap_scope : context.policy().cap_scope;
  if (dry_run)
    return Reviewed{std::move(found.application), std::move(found.institution), std::move(assessment), scope};
  if (!assessment.findings.empty()) return record_refused(tx, context, act, assessment.findings);
  core::Application application = after_review(context, std::move(found.application), assessment);
  tx.applications().update(application);
  append_entries(tx, context, assessment);
  append_event(tx, context, application, assessment, wish.note);
  record_done(tx, context, act, fmt::format("{} {}", core::to_text(assessment.becomes), application.number));
  return Reviewed{std::move(application), std::move(found.institution), std::move(assessment), scope};
}

}  // namespace kaoji::usecases
