#include "usecases/read_application.hpp"

#include <algorithm>

#include "usecases/application_actions.hpp"
#include "usecases/application_facts.hpp"
#include "usecases/reached_application.hpp"

namespace kaoji::usecases {

namespace {

bool with_institution(core::Status status) {
  return status == core::Status::draft || status == core::Status::returned;
}

std::optional<base::Date> due_of(const Context& context, const ReachedApplication& reached,
                                 const std::vector<core::Extension>& extensions) {
  const core::Application& application = reached.application;
  const auto round = context.book.round(application.round);
  auto stage = core::stage_of(application.status, core::bureau_reviews(context.policy(), reached.institution));
  if (application.status == core::Status::returned) stage = application.returned_by;
  if (!round || !stage) return std::nullopt;
  return core::window_for(*round, *stage, extensions, reached.institution.code, reached.institution.bureau).last;
}

}  // namespace

Outcome<ApplicationView> read_application(ports::Transaction& tx, const Context& context, core::ApplicationId id) {
  auto outcome = reach_for_question(tx, context, core::Act::application_read, id);
  if (!outcome) return std::move(outcome).error();
  const ReachedApplication reached = std::move(outcome).value();
  ApplicationView view;
  view.application = reached.application;
  view.institution = reached.institution;
  if (with_institution(reached.application.status)) {
    const auto facts = submission_facts(tx, context, reached.application, reached.institution);
    const auto assessment = core::assess_submission(context.book, reached.application, facts, context.now);
    view.lines = assessment.lines;
    view.round = assessment.round;
    view.certificates = facts.lines.certificates;
  } else {
    view.lines = core::as_submitted(reached.application);
    view.round = context.book.round(reached.application.round);
    std::vector<core::CertificateId> ids;
    for (const core::Line& line : reached.application.lines) {
      if (line.wish.certificate_id) ids.push_back(*line.wish.certificate_id);
    }
    view.certificates = tx.catalogue().certificates(ids);
  }
  view.timeline = tx.applications().events(id);
  // A scan that was taken off stays on record, but the application goes without one.
  if (reached.application.scan_revision) view.scans = tx.applications().scans(id);
  view.actions = actions_on(tx, context, reached);
  view.awaits = core::awaits(reached.application.status, core::bureau_reviews(context.policy(), reached.institution));
  view.due = due_of(context, reached, tx.grants().extensions_for(reached.institution.code, reached.institution.bureau));
  return view;
}

Outcome<std::vector<RevisionView>> list_revisions(ports::Transaction& tx, const Context& context,
                                                  core::ApplicationId id) {
  auto outcome = reach_for_question(tx, context, core::Act::revision_list, id);
  if (!outcome) return std::move(outcome).error();
  const auto events = tx.applications().events(id);
  std::vector<RevisionView> views;
  for (const std::int64_t revision : tx.applications().revisions(id)) {
    RevisionView view;
    view.revision = revision;
    view.lines = tx.applications().lines_of_revision(id, revision);
    for (const ports::ApplicationEvent& event : events) {
      if (event.revision != revision) continue;
      if (event.event == "created" || event.event == "saved") {
        view.saved_at = event.at;
        view.saved_by = event.actor;
      }
      if (event.event == "submitted" || event.event == "resubmitted") view.submitted_at = event.at;
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace kaoji::usecases
