#include "http/assessment_schemas.hpp"

#include "core/access/masked.hpp"
#include "http/book_flows.hpp"

namespace kaoji::http {

namespace {

constexpr std::int64_t kMostFen = 9'999'999;

void write_plan_of(JsonWriter& json, Directory& directory, std::string_view institution, std::string_view certificate,
                   const core::PlanKey& key) {
  json.key("institution");
  write_institution_ref(json, directory, institution);
  json.member("certificate", certificate).member("level", core::to_text(key.level)).member("year", key.year);
}

void write_entry_or_null(JsonWriter& json, std::string_view name, core::EntryId id) {
  json.key(name);
  if (id.some()) {
    json.value(id);
  } else {
    json.null();
  }
}

void write_assessment_fee(JsonWriter& json, const std::optional<core::Fee>& fee, std::int64_t examined) {
  json.key("fee");
  if (!fee) {
    json.null();
    return;
  }
  json.begin_object()
      .member("rate_fen", fee->terms.rate)
      .member("amount_fen", fee->terms.rate * examined)
      .member("due_on", fee->terms.due_on)
      .member("paid_on", fee->terms.paid_on)
      .member_or_null("invoice", fee->terms.invoice)
      .member_or_null("reason", fee->reason)
      .member("recorded_at", fee->recorded_at)
      .end_object();
}

}  // namespace

void write_assessment(JsonWriter& json, Directory& directory, const ports::AssessmentRow& row, base::Date today) {
  const core::LedgerEntry& entry = row.row.entry;
  json.begin_object().member("id", entry.id).member("plan_id", entry.plan);
  write_plan_of(json, directory, row.row.institution_code, row.row.certificate_name, row.row.key);
  json.member("on", entry.effective_on)
      .member("examined", entry.headcount)
      .member("passed", entry.passed)
      .member_or_null("batch", row.batch);
  write_entry_or_null(json, "reverses", entry.reverses);
  write_entry_or_null(json, "reversed_by", row.reversed_by);
  json.member_or_null("reason", entry.reason).member("fee_state", core::to_text(core::fee_state(row.fee, today)));
  write_assessment_fee(json, row.fee, entry.headcount);
  json.member("recorded_at", entry.recorded_at).member("recorded_by", actor_name(directory, entry.actor)).end_object();
}

void write_schedule(JsonWriter& json, Directory& directory, const ports::ScheduleRow& row) {
  const core::Schedule& schedule = row.schedule;
  json.begin_object().member("id", schedule.id).member("plan_id", schedule.plan);
  write_plan_of(json, directory, row.institution_code, row.certificate_name, row.key);
  json.member("planned_on", schedule.planned_on)
      .member("place", schedule.place)
      .member("headcount", schedule.headcount)
      .member("contact", core::masked_contact(schedule.contact))
      .member("training_from", schedule.training.from)
      .member("training_to", schedule.training.to)
      .member("rate_fen", schedule.rate)
      .member("cancelled", schedule.cancelled)
      .member_or_null("reason", schedule.reason)
      .member("recorded_at", schedule.recorded_at)
      .member("recorded_by", actor_name(directory, schedule.actor))
      .end_object();
}

void write_import(JsonWriter& json, const usecases::AssessmentImport& outcome, bool dry_run) {
  json.begin_object()
      .member("dry_run", dry_run)
      .member("allowed", outcome.problems.empty())
      .member("results", outcome.results)
      .member("examined", outcome.examined)
      .member("schedules", outcome.schedules)
      .member("failed_rows", static_cast<std::int64_t>(outcome.failed.size()));
  write_problems(json, outcome.problems);
  json.end_object();
}

usecases::PlanName read_plan_name(ObjectReader& body) {
  usecases::PlanName name;
  name.institution =
      body.maybe_text("institution", {.max_characters = 32, .min_characters = 1, .form = TextForm::numbers})
          .value_or("");
  name.certificate = body.required_text("certificate", {.max_characters = 200});
  name.level = body.required_text("level", {.max_characters = 32});
  name.year = static_cast<int>(body.required_integer("year", 2000, 2999));
  return name;
}

core::FeeWish read_fee(ObjectReader& body) {
  core::FeeWish fee;
  fee.rate = body.required_integer("rate_fen", 1, kMostFen);
  fee.due_on = body.required_date("due_on");
  fee.paid_on = body.maybe_date("paid_on");
  fee.invoice = body.maybe_text("invoice", {.max_characters = 64}).value_or("");
  return fee;
}

core::ScheduleWish read_schedule_wish(ObjectReader& body) {
  core::ScheduleWish wish;
  wish.planned_on = body.required_date("planned_on");
  wish.place = body.required_text("place", {.max_characters = 200, .min_characters = 1});
  wish.headcount = body.typed_number("headcount", false);
  wish.contact = body.required_text("contact", {.max_characters = 100, .min_characters = 1});
  wish.training = {body.maybe_date("training_from"), body.maybe_date("training_to")};
  wish.rate = body.maybe_integer("rate_fen", 1, kMostFen);
  return wish;
}

}  // namespace kaoji::http
