#include "usecases/signed_scan.hpp"

#include "usecases/reached_application.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

std::optional<core::Finding> stale(const Context& context, const core::Application& application,
                                   std::int64_t revision) {
  if (revision == application.revision) return std::nullopt;
  return core::FindingBuilder(core::Code::form_stale)
      .clause(context.policy().form_clause)
      .field("revision")
      .number("scanned", revision)
      .number("current", application.revision)
      .word("reprint", std::to_string(application.revision))
      .done();
}

AuditedAct upload_act(core::ApplicationId id) {
  return {core::Act::scan_upload, object_name("application", id.value)};
}

Outcome<ReachedApplication> reach_expected(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                           std::int64_t revision) {
  auto reached = reach_for_act(tx, context, upload_act(id), id);
  if (!reached) return reached;
  if (auto finding = stale(context, reached->application, revision)) {
    core::Findings findings;
    findings.add(std::move(*finding));
    return record_refused(tx, context, upload_act(id), std::move(findings));
  }
  return reached;
}

core::PageMarks marks_of(const ports::KeptReading& reading) {
  core::PageMarks marks;
  for (const ports::KeptPage& page : reading.pages) marks.push_back(page.mark);
  return marks;
}

/// Its digest only where a mark is there to be compared with it: it costs the facts of a dry run.
core::FormIdentity form_for(ports::Transaction& tx, const Context& context, const ReachedApplication& reached,
                            const std::optional<ports::KeptReading>& reading) {
  if (reading && core::any_mark(marks_of(*reading))) return form_identity(tx, context, reached);
  return {reached.application.number, reached.application.revision, {}};
}

ports::Scan keep_on_record(ports::Transaction& tx, const Context& context, core::Application application,
                           const KeptScan& kept) {
  ports::Scan scan{0,           application.id,     application.revision,
                   kept.digest, kept.bytes,         static_cast<int>(kept.pages),
                   context.now, context.actor.login};
  scan.id = tx.applications().insert_scan(scan);
  if (kept.reading) tx.applications().insert_scan_reading(scan.id, *kept.reading);
  application.scan_revision = application.revision;
  application.version += 1;
  application.updated_at = context.now;
  tx.applications().update(application);
  ports::ApplicationEvent event;
  event.at = context.now;
  event.event = "scan-uploaded";
  event.actor = context.actor.login;
  event.revision = application.revision;
  tx.applications().append_event(application.id, event);
  return scan;
}

}  // namespace

Outcome<Done> expect_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                          std::int64_t revision) {
  auto reached = reach_expected(tx, context, id, revision);
  if (!reached) return std::move(reached).error();
  return Done{};
}

Outcome<ScanView> attach_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                              std::int64_t revision, const KeptScan& kept) {
  auto expected = reach_expected(tx, context, id, revision);
  if (!expected) return std::move(expected).error();
  ReachedApplication reached = std::move(expected).value();
  ScanView view;
  view.form = form_for(tx, context, reached, kept.reading);
  if (kept.reading) {
    core::Findings findings = core::bind_scan(marks_of(*kept.reading), view.form, context.policy().form_clause);
    if (!findings.empty()) return record_refused(tx, context, upload_act(id), std::move(findings));
  }
  view.scan = keep_on_record(tx, context, std::move(reached.application), kept);
  view.reading = kept.reading;
  record_done(tx, context, upload_act(id), kept.digest);
  return view;
}

Outcome<Done> detach_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id) {
  const AuditedAct act = upload_act(id);
  auto reached = reach_for_act(tx, context, act, id);
  if (!reached) return std::move(reached).error();
  core::Application application = std::move(reached).value().application;
  if (!application.scan_revision) return Done{};
  application.scan_revision = std::nullopt;
  application.version += 1;
  application.updated_at = context.now;
  tx.applications().update(application);
  record_done(tx, context, act, "detached");
  return Done{};
}

Outcome<ports::Scan> find_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                               std::optional<std::int64_t> revision) {
  auto reached = reach_for_question(tx, context, core::Act::scan_read, id);
  if (!reached) return std::move(reached).error();
  for (ports::Scan& scan : tx.applications().scans(id)) {
    if (!revision || scan.revision == *revision) return std::move(scan);
  }
  return not_yours();
}

Outcome<std::string> find_scan_page(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                    std::optional<std::int64_t> revision, std::int64_t page) {
  const auto scan = find_scan(tx, context, id, revision);
  if (!scan) return scan.error();
  const auto reading = tx.applications().scan_reading(scan->id);
  if (!reading || page < 1 || static_cast<std::size_t>(page) > reading->pages.size()) return not_yours();
  return reading->pages[static_cast<std::size_t>(page) - 1].picture;
}

}  // namespace kaoji::usecases
