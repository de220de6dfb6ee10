#include "usecases/submit_application.hpp"

#include "usecases/reached_application.hpp"

namespace kaoji::usecases {

namespace {

core::Application after_submission(const Context& context, core::Application application,
                                   const core::SubmissionAssessment& assessment) {
  application.status = assessment.becomes;
  application.version += 1;
  application.updated_at = context.now;
  application.submitted_at = context.now;
  if (!application.first_submitted_at) application.first_submitted_at = context.now;
  if (assessment.round) application.round = assessment.round->ref;
  application.policy_id = assessment.policy_id;
  application.waived = application.waived || assessment.uses_waiver;
  application.lines.clear();
  for (const core::ResolvedLine& line : assessment.lines) {
    application.lines.push_back(line.line);
    application.lines.back().except = std::nullopt;
  }
  return application;
}

void use_grants(ports::Transaction& tx, const Context& context, const core::Application& application,
                const core::SubmissionAssessment& assessment) {
  if (assessment.uses_admission) {
    const auto admissions = tx.grants().usable_admissions(application.institution, context.today());
    base::check(!admissions.empty(), "an admission vanished between check and use");
    tx.grants().use_admission(admissions.front().id, application.id);
  }
  if (assessment.uses_waiver) {
    const auto waiver = usable_waiver(tx, application.institution, application.round);
    base::check(waiver.has_value(), "a waiver vanished between check and use");
    tx.grants().use_waiver(waiver->id, application.id);
  }
}

void append_event(ports::Transaction& tx, const Context& context, const core::Application& application,
                  const core::SubmissionAssessment& assessment, bool again) {
  ports::ApplicationEvent event;
  event.at = context.now;
  event.event = again ? "resubmitted" : "submitted";
  event.actor = context.actor.login;
  event.revision = application.revision;
  event.policy_id = assessment.policy_id;
  event.clause = assessment.clause;
  tx.applications().append_event(application.id, event);
}

CheckedSubmission checked(ports::Transaction& tx, const Context& context, core::Application application,
                          core::Institution institution) {
  const auto facts = submission_facts(tx, context, application, institution);
  auto assessment = core::assess_submission(context.book, application, facts, context.now);
  const core::Policy* of_round = assessment.round ? context.book.find(assessment.round->ref.policy_id) : nullptr;
  const core::CapScope scope = of_round != nullptr ? of_round->cap_scope : context.policy().cap_scope;
  return {std::move(application), std::move(institution), std::move(assessment), scope, context.policy().signed_scan};
}

}  // namespace

Outcome<core::Application> submit_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                              std::optional<std::int64_t> if_version) {
  const AuditedAct act{core::Act::application_submit, object_name("application", id.value)};
  auto reached = reach_for_act(tx, context, act, id, if_version);
  if (!reached) return std::move(reached).error();
  const core::Application& before = reached->application;
  const auto facts = submission_facts(tx, context, before, reached->institution);
  const auto assessment = core::assess_submission(context.book, before, facts, context.now);
  if (!assessment.findings.empty()) return record_refused(tx, context, act, assessment.findings);
  core::Application application = after_submission(context, before, assessment);
  tx.applications().update(application);
  use_grants(tx, context, application, assessment);
  append_event(tx, context, application, assessment, before.status == core::Status::returned);
  record_done(tx, context, act, application.number);
  return application;
}

Outcome<core::Application> submit_new(ports::Transaction& tx, const Context& context, core::Application application,
                                      const core::Institution& institution, std::string_view number_prefix) {
  const auto facts = submission_facts(tx, context, application, institution);
  const auto assessment = core::assess_submission(context.book, application, facts, context.now);
  if (!assessment.findings.empty()) {
    const AuditedAct act{core::Act::application_submit, object_name("institution", institution.code)};
    return record_refused(tx, context, act, assessment.findings);
  }
  application = tx.applications().insert(after_submission(context, std::move(application), assessment), number_prefix);
  use_grants(tx, context, application, assessment);
  append_event(tx, context, application, assessment, false);
  record_done(tx, context, {core::Act::application_submit, object_name("application", application.id.value)},
              application.number);
  return application;
}

Outcome<CheckedSubmission> check_submission(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                            const std::optional<std::vector<LineInput>>& lines) {
  auto reached = reach_for_question(tx, context, core::Act::application_check, id);
  if (!reached) return std::move(reached).error();
  ReachedApplication found = std::move(reached).value();
  if (lines) found.application.lines = lines_from(tx, *lines);
  return checked(tx, context, std::move(found.application), std::move(found.institution));
}

Outcome<CheckedSubmission> check_new_submission(ports::Transaction& tx, const Context& context,
                                                core::ApplicationKind kind, std::string_view institution_code,
                                                const std::vector<LineInput>& lines) {
  auto institution = institution_code.empty() ? tx.catalogue().institution(context.actor.institution)
                                              : tx.catalogue().institution_by_code(institution_code);
  if (!institution ||
      core::access(context.actor, *institution, core::Act::application_check) != core::Access::granted) {
    return not_yours();
  }
  core::Application application;
  application.kind = kind;
  application.institution = institution->id;
  application.lines = lines_from(tx, lines);
  application.scan_revision = application.revision;  // the form comes later: its absence is no finding yet
  return checked(tx, context, std::move(application), std::move(*institution));
}

}  // namespace kaoji::usecases
