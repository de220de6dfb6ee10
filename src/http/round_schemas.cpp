#include "http/round_schemas.hpp"

namespace kaoji::http {

namespace {

void write_day_end(JsonWriter& json, std::string_view name, const std::optional<base::Date>& day) {
  json.key(name);
  if (day) {
    json.value(base::start_of(json.zone(), base::plus_days(*day, 1)));
  } else {
    json.null();
  }
}

void write_positive(JsonWriter& json, std::string_view name, std::int64_t number) {
  json.key(name);
  if (number > 0) {
    json.value(number);
  } else {
    json.null();
  }
}

/// The plan that a notice is about, or null.
void write_told_plan(JsonWriter& json, ports::Transaction& tx, core::PlanId id) {
  const auto plan = id.some() ? tx.plans().plan_row(id) : std::nullopt;
  if (!plan) {
    json.null();
    return;
  }
  json.begin_object()
      .member("id", id)
      .member("certificate", plan->certificate_name)
      .member("level", core::to_text(plan->plan.key.level))
      .member("year", plan->plan.key.year)
      .end_object();
}

}  // namespace

void write_reminder_mark(JsonWriter& json, Directory& directory, const std::optional<ports::Notice>& reminder) {
  if (!reminder) {
    json.null();
    return;
  }
  json.begin_object()
      .member("at", reminder->created_at)
      .member("by", actor_name(directory, reminder->sender))
      .member_or_null("note", reminder->note)
      .member("read_at", reminder->read_at)
      .end_object();
}

void write_progress_item(JsonWriter& json, Directory& directory, const usecases::Context& context,
                         const usecases::InstitutionProgress& one) {
  json.begin_object().key("institution");
  write_institution_ref(json, directory, one.institution);
  json.member("standing", core::to_text(one.standing))
      .member("drafts", one.drafts)
      .member("awaiting", one.awaiting)
      .member("returned", one.returned)
      .member("decided", one.decided)
      .member("changed_at", one.changed_at);
  write_day_end(json, "due_at", one.last_day);
  json.member("reminding", usecases::to_text(usecases::reminding(context, one))).key("reminder");
  write_reminder_mark(json, directory, one.reminder);
  json.end_object();
}

void write_progress_bureau(JsonWriter& json, Directory& directory, const usecases::Context& context,
                           const usecases::BureauProgress& one) {
  json.begin_object().key("bureau");
  write_bureau_ref(json, directory, one.bureau.code);
  json.key("standings").begin_array();
  for (std::size_t i = 0; i < core::kStandingCount; ++i)
    json.begin_object()
        .member("standing", core::to_text(static_cast<core::Standing>(i)))
        .member("institutions", one.institutions[i])
        .end_object();
  json.end_array().member("awaiting", one.awaiting).member("handed_over", one.handed_over);
  write_day_end(json, "due_at", one.last_day);
  json.member("reminding", usecases::to_text(usecases::reminding(context, one))).key("reminder");
  write_reminder_mark(json, directory, one.reminder);
  json.end_object();
}

std::string reminders_text(JsonWriter json, Directory& directory, const core::Round& round,
                           const usecases::Reminded& reminded, bool dry_run) {
  json.begin_object().member("dry_run", dry_run).key("round");
  write_round_ref(json, round);
  json.member("sent", reminded.sent()).key("institutions").begin_array();
  for (const usecases::RemindedInstitution& each : reminded.institutions) {
    json.begin_object().key("institution");
    write_institution_ref(json, directory, each.progress.institution);
    json.member("standing", core::to_text(each.progress.standing))
        .member("outcome", usecases::to_text(each.outcome))
        .key("reminder");
    write_reminder_mark(json, directory, each.progress.reminder);
    json.end_object();
  }
  json.end_array().key("bureaus").begin_array();
  for (const usecases::RemindedBureau& each : reminded.bureaus) {
    json.begin_object().key("bureau");
    write_bureau_ref(json, directory, each.progress.bureau.code);
    json.member("awaiting", each.progress.awaiting).member("outcome", usecases::to_text(each.outcome)).key("reminder");
    write_reminder_mark(json, directory, each.progress.reminder);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

void write_notice(JsonWriter& json, ports::Transaction& tx, Directory& directory, const core::PolicyBook& book,
                  const ports::Notice& notice) {
  json.begin_object()
      .member("id", notice.id)
      .member("kind", notice.kind)
      .member("created_at", notice.created_at)
      .member("sender", actor_name(directory, notice.sender))
      .key("round");
  write_round_ref(json, notice.round, book);
  json.member_or_null("standing", notice.standing).key("application");
  write_application_ref(json, tx, notice.application);
  json.key("plan");
  write_told_plan(json, tx, notice.plan);
  write_positive(json, "year", notice.year);
  write_positive(json, "plans", notice.plans);
  write_positive(json, "headcount", notice.headcount);
  write_positive(json, "days_left", notice.days_left);
  json.member_or_null("note", notice.note).member("read_at", notice.read_at).end_object();
}

}  // namespace kaoji::http
