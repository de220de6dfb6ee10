#include "http/application_schemas.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/access/masked.hpp"
#include "http/problem.hpp"
#include "http/scan_schemas.hpp"

namespace kaoji::http {

namespace {

int annex_of(core::ApplicationKind kind) {
  return static_cast<int>(kind) + 1;
}

/// As the notice heads its annexes: 新增申报汇总表.
std::string title_of(core::ApplicationKind kind) {
  return fmt::format("{}汇总表", core::words_zh(kind));
}

core::Institution institution_of(const ports::ApplicationRow& row) {
  core::Institution institution;
  institution.code = row.institution_code;
  institution.name = row.institution_name;
  institution.kind = row.institution_kind;
  institution.bureau = row.bureau;
  return institution;
}

void write_maybe_day_end(JsonWriter& json, const std::optional<base::Date>& day) {
  if (day) {
    json.value(base::start_of(json.zone(), base::plus_days(*day, 1)));
  } else {
    json.null();
  }
}

/// The members that summary and whole application share; the object stays open.
void write_summary_members(JsonWriter& json, Directory& directory, const usecases::Context& context,
                           const ports::ApplicationRow& row, const std::optional<core::Round>& round,
                           const std::optional<base::Date>& due) {
  const core::Institution institution = institution_of(row);
  const bool bureau_first = !institution.bureau.empty() && context.policy().bureau_reviews(institution.kind);
  json.member("id", row.id).member("number", row.number).member("kind", core::to_text(row.kind));
  json.key("institution");
  write_institution_ref(json, directory, institution);
  json.key("round");
  write_maybe_round(json, round);
  json.member("status", core::to_text(row.status)).key("awaits");
  write_awaits(json, directory, core::awaits(row.status, bureau_first), institution);
  json.member("revision", row.revision)
      .member("version", row.version)
      .member("line_count", row.lines)
      .member("headcount", row.headcount)
      .member("has_current_scan", row.scan_revision == row.revision)
      .member("created_at", row.created_at)
      .member("updated_at", row.updated_at)
      .member("submitted_at", row.submitted_at)
      .member("decided_at", row.decided_at)
      .key("due_at");
  write_maybe_day_end(json, due);
}

void write_exception(JsonWriter& json, Directory& directory, const std::optional<core::LineExcept>& except) {
  if (!except) {
    json.null();
    return;
  }
  json.begin_object()
      .member("reason", except->reason)
      .member("stage", core::to_text(except->stage))
      .member("at", except->at)
      .member("by", actor_name(directory, except->actor))
      .end_object();
}

void write_block(JsonWriter& json, const std::optional<core::AnnexBlock>& block) {
  json.key("block");
  if (block) {
    json.value(core::to_text(*block));
  } else {
    json.null();
  }
}

template <class Number>
void write_some(JsonWriter& json, std::string_view name, bool known, Number number) {
  json.key(name);
  if (known) {
    json.value(number);
  } else {
    json.null();
  }
}

/// Before and after can only be said of a line that says of what and how many.
bool has_figures(const core::Line& line) {
  return line.wish.certificate_id && line.wish.level() && line.wish.headcount;
}

void write_line(JsonWriter& json, Directory& directory, const core::ResolvedLine& resolved, std::size_t number,
                const std::vector<core::Certificate>& certificates) {
  const core::Line& line = resolved.line;
  const core::LineWish& wish = line.wish;
  const core::PlanId plan = resolved.plan ? resolved.plan->id : line.plan;
  const auto certificate = std::ranges::find_if(
      certificates, [&wish](const auto& one) { return wish.certificate_id && one.id == *wish.certificate_id; });
  json.begin_object()
      .member("number", number)
      .member("certificate", wish.certificate)
      .member("certificate_id", wish.certificate_id);
  write_some(json, "organisation", certificate != certificates.end(),
             certificate == certificates.end() ? std::string_view() : std::string_view(certificate->organisation));
  json.member("level", wish.level_text).member("year", wish.year);
  write_some(json, "plan_year", line.plan_year != 0, line.plan_year);
  write_some(json, "plan_id", plan.some(), plan);
  json.member("headcount", wish.headcount).member_or_null("reason", wish.reason);
  write_some(json, "before", has_figures(line), resolved.before);
  write_some(json, "after", has_figures(line), resolved.after);
  write_block(json, line.block);
  json.key("excepted");
  write_exception(json, directory, line.except);
  json.end_object();
}

void write_timeline(JsonWriter& json, Directory& directory, const usecases::ApplicationView& view) {
  json.key("timeline").begin_array();
  for (const ports::ApplicationEvent& event : view.timeline) {
    json.begin_object()
        .member("at", event.at)
        .member("event", event.event)
        .member("actor", event.actor)
        .member("actor_name", actor_name(directory, event.actor))
        .member("revision", event.revision);
    write_some(json, "stage", event.stage.has_value(), event.stage ? core::to_text(*event.stage) : std::string_view());
    json.member_or_null("note", event.note)
        .member_or_null("clause", event.clause)
        .member_or_null("policy", event.policy_id);
    json.key("excepted").begin_array();
    for (std::size_t i = 0; i < view.application.lines.size(); ++i) {
      const core::Line& line = view.application.lines[i];
      if (!line.except || line.except->at != event.at || line.except->stage != event.stage) continue;
      json.begin_object()
          .member("line", i + 1)
          .member("certificate", line.wish.certificate)
          .member("level", line.wish.level_text)
          .member("reason", line.except->reason)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_actions(JsonWriter& json, const std::vector<usecases::ActionState>& actions) {
  json.key("actions").begin_array();
  for (const usecases::ActionState& action : actions) {
    json.begin_object();
    write_action_members(json, action);
    json.end_object();
  }
  json.end_array();
}

void write_form(JsonWriter& json, const core::Application& application, std::string_view digest) {
  json.key("form")
      .begin_object()
      .member("annex", annex_of(application.kind))
      .member("title", title_of(application.kind))
      .member("revision", application.revision)
      .member("digest", digest)
      .member("url", fmt::format("/api/applications/{}/form.pdf", application.id.value))
      .end_object();
}

void write_consequences(JsonWriter& json, const usecases::Context& context,
                        const std::vector<core::ResolvedLine>& lines) {
  json.key("lines").begin_array();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const core::ResolvedLine& resolved = lines[i];
    const core::PlanId plan = resolved.plan ? resolved.plan->id : resolved.line.plan;
    json.begin_object().member("line", i + 1);
    write_some(json, "plan_id", plan.some(), plan);
    write_some(json, "plan_year", resolved.line.plan_year != 0, resolved.line.plan_year);
    write_some(json, "before", has_figures(resolved.line), resolved.before);
    write_some(json, "after", has_figures(resolved.line), resolved.after);
    const std::int64_t examined = resolved.plan ? core::examined_in(resolved.plan->balance, context.year()) : 0;
    write_some(json, "examined", resolved.plan.has_value(), examined);
    write_block(json, resolved.line.block);
    json.null_member("cap").end_object();
  }
  json.end_array();
}

void write_maybe_cap(JsonWriter& json, const std::optional<core::CapFigures>& figures, core::CapScope scope,
                     std::int64_t asked, bool waived, const std::optional<core::Round>& round) {
  json.key("cap");
  if (figures) {
    write_cap(json, {*figures, scope, asked, waived, round});
  } else {
    json.null();
  }
}

}  // namespace

ports::ApplicationRow row_of(const core::Application& application, const core::Institution& institution) {
  ports::ApplicationRow row;
  row.id = application.id;
  row.number = application.number;
  row.kind = application.kind;
  row.status = application.status;
  row.institution_code = institution.code;
  row.institution_name = institution.name;
  row.institution_kind = institution.kind;
  row.bureau = institution.bureau;
  row.round = application.round;
  row.revision = application.revision;
  row.version = application.version;
  row.lines = static_cast<std::int64_t>(application.lines.size());
  for (const core::Line& line : application.lines)
    row.headcount += std::max<std::int64_t>(line.wish.headcount.value_or(0), 0);
  row.created_at = application.created_at;
  row.updated_at = application.updated_at;
  row.submitted_at = application.submitted_at;
  row.decided_at = application.decided_at;
  row.scan_revision = application.scan_revision;
  row.returned_by = application.returned_by;
  return row;
}

std::vector<core::Extension> all_extensions(ports::Transaction& tx) {
  std::vector<core::Extension> extensions;
  for (auto& granted : tx.grants().extensions()) extensions.push_back(std::move(granted.extension));
  return extensions;
}

void write_summary(JsonWriter& json, Directory& directory, const usecases::Context& context,
                   const ports::ApplicationRow& row, const std::vector<core::Extension>& extensions) {
  json.begin_object();
  write_summary_members(json, directory, context, row, context.book.round(row.round),
                        usecases::due_day(context, row, extensions));
  json.end_object();
}

std::string application_text(ports::Transaction& tx, const Asked& asked, const usecases::ApplicationView& view) {
  Directory directory(tx);
  const core::Application& application = view.application;
  JsonWriter json = asked.json(4096 + application.lines.size() * 512);
  json.begin_object();
  write_summary_members(json, directory, asked.context, row_of(application, view.institution), view.round, view.due);
  json.member("contact_name", core::masked_name(application.contact_name))
      .member("contact_phone", core::masked_phone(application.contact_phone))
      .key("policy");
  write_policy_ref(json, asked.context.book.find(application.policy_id));
  json.key("lines").begin_array();
  for (std::size_t i = 0; i < view.lines.size(); ++i)
    write_line(json, directory, view.lines[i], i + 1, view.certificates);
  json.end_array();
  write_form(json, application, view.form_digest);
  json.key("scan");
  if (view.scan) {
    write_scan(json, *view.scan);
  } else {
    json.null();
  }
  write_timeline(json, directory, view);
  write_actions(json, view.actions);
  json.end_object();
  return json.take();
}

void write_action_members(JsonWriter& json, const usecases::ActionState& action) {
  json.member("act", action.act).member("allowed", action.allowed);
  const core::Finding* const why = action.why ? &*action.why : nullptr;
  write_some(json, "code", why != nullptr, why == nullptr ? std::string_view() : core::to_text(why->code));
  json.member_or_null("clause", why == nullptr ? std::string_view() : std::string_view(why->clause));
  json.member_or_null("zh", why == nullptr ? std::string_view() : std::string_view(why->zh));
  json.member_or_null("en", why == nullptr ? std::string_view() : std::string_view(why->en));
  json.member("opens_at", action.opens).member("closes_at", action.closes);
}

void write_cap(JsonWriter& json, const ShownCap& cap) {
  const bool capped = cap.figures.percent.has_value();
  json.begin_object()
      .member("scope", cap.scope == core::CapScope::line ? "line" : "institution-round")
      .member("percent", cap.figures.percent)
      .member("base", cap.figures.base)
      .member("used", cap.figures.used)
      .member("asked", cap.asked);
  write_some(json, "limit", capped, cap.figures.allowed);
  write_some(json, "left", capped, cap.figures.allowed - cap.figures.used - cap.asked);
  json.member("waived", cap.waived).key("round");
  write_maybe_round(json, cap.round);
  json.end_object();
}

std::string check_text(ports::Transaction& tx, const Asked& asked, const usecases::CheckedSubmission& checked) {
  Directory directory(tx);
  const core::SubmissionAssessment& assessment = checked.assessment;
  JsonWriter json = asked.json(2048 + assessment.lines.size() * 256);
  json.begin_object().member("allowed", assessment.findings.empty()).key("findings");
  write_findings(json, assessment.findings, &asked.context.book);
  write_consequences(json, asked.context, assessment.lines);
  write_maybe_cap(json, assessment.cap, checked.cap_scope, assessment.asked,
                  assessment.uses_waiver || checked.application.waived, assessment.round);
  json.key("decides_next");
  if (assessment.decides_next == core::Desk::nobody) {
    json.null();
  } else {
    write_awaits(json, directory, assessment.decides_next, checked.institution);
  }
  json.member("annex", annex_of(checked.application.kind)).key("round");
  write_maybe_round(json, assessment.round);
  json.key("due_at");
  write_maybe_day_end(json, assessment.round
                                ? std::optional<base::Date>(assessment.round->window(core::Stage::submit).last)
                                : std::nullopt);
  json.member("server_time", asked.context.now).end_object();
  return json.take();
}

std::string review_text(ports::Transaction& tx, const Asked& asked, const usecases::Reviewed& reviewed, bool dry_run) {
  Directory directory(tx);
  const core::ReviewAssessment& assessment = reviewed.assessment;
  const bool allowed = assessment.findings.empty();
  const bool bureau_first =
      !reviewed.institution.bureau.empty() && asked.context.policy().bureau_reviews(reviewed.institution.kind);
  const core::Desk now = core::awaits(reviewed.application.status, bureau_first);
  JsonWriter json = asked.json(2048 + assessment.lines.size() * 256);
  json.begin_object().member("dry_run", dry_run).member("allowed", allowed);
  json.member("status", core::to_text(allowed ? assessment.becomes : reviewed.application.status)).key("awaits");
  write_awaits(json, directory, allowed ? assessment.decides_next : now, reviewed.institution);
  json.key("findings");
  write_findings(json, assessment.findings, &asked.context.book);
  write_consequences(json, asked.context, assessment.lines);
  write_maybe_cap(json, assessment.cap, reviewed.cap_scope, assessment.asked, reviewed.application.waived,
                  asked.context.book.round(reviewed.application.round));
  json.key("application");
  write_summary(json, directory, asked.context, row_of(reviewed.application, reviewed.institution), all_extensions(tx));
  json.end_object();
  return json.take();
}

}  // namespace kaoji::http
