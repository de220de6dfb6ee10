#include "usecases/read_application.hpp"

#include <algorithm>

#include "usecases/application_actions.hpp"
#include "usecases/claim_application.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

std::optional<base::Date> due_of(const Context& context, const ReachedApplication& reached,
                                 const std::vector<core::Extension>& extensions) {
  const core::Application& application = reached.application;
  const auto round = context.book.round(application.round);
  auto stage = core::stage_of(application.status, core::bureau_reviews(context.policy(), reached.institution));
  if (application.status == core::Status::returned) stage = application.returned_by;
  if (!round || !stage) return std::nullopt;
  return core::window_for(*round, *stage, extensions, reached.institution.code, reached.institution.bureau).last;
}

/// A scan that was taken off stays on record, but the application goes without one.
std::optional<ScanView> scan_shown(ports::Transaction& tx, const core::Application& application,
                                   std::string_view form_digest) {
  if (!application.scan_revision) return std::nullopt;
  auto scans = tx.applications().scans(application.id);
  base::check(!scans.empty(), "the scan that an application goes by is not there");
  ScanView view{std::move(scans.front()), {}, {application.number, application.revision, {}}};
  view.form.digest = core::short_digest(form_digest);
  view.reading = tx.applications().scan_reading(view.scan.id);
  return view;
}

}  // namespace

ApplicationView view_application(ports::Transaction& tx, const Context& context, ReachedApplication reached) {
  ApplicationView view;
  const auto submission = assess_if_open(tx, context, reached);
  if (submission) {
    view.lines = submission->assessment.lines;
    view.round = submission->assessment.round;
    view.certificates = submission->facts.lines.certificates;
  } else {
    view.lines = core::as_submitted(reached.application);
    view.round = context.book.round(reached.application.round);
    std::vector<core::CertificateId> ids;
    for (const core::Line& line : reached.application.lines) {
      if (line.wish.certificate_id) ids.push_back(*line.wish.certificate_id);
    }
    view.certificates = tx.catalogue().certificates(ids);
  }
  view.form_digest = form_digest(form_content(reached.application, reached.institution, view.lines), context.crypto);
  view.timeline = tx.applications().events(reached.application.id);
  view.scan = scan_shown(tx, reached.application, view.form_digest);
  const auto extensions = tx.grants().extensions_for(reached.institution.code, reached.institution.bureau);
  if (const auto claim = claim_rule(tx, context, reached.application.id).claim()) view.claim = claim->taken;
  view.actions = actions_on(tx, context, reached, submission, extensions);
  view.awaits = core::awaits(reached.application.status, core::bureau_reviews(context.policy(), reached.institution));
  view.due = due_of(context, reached, extensions);
  view.application = std::move(reached.application);
  view.institution = std::move(reached.institution);
  return view;
}

Outcome<ApplicationView> read_application(ports::Transaction& tx, const Context& context, core::ApplicationId id) {
  auto reached = reach_for_question(tx, context, core::Act::application_read, id);
  if (!reached) return std::move(reached).error();
  return view_application(tx, context, std::move(reached).value());
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
