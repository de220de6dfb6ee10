#include "http/plan_schemas.hpp"

namespace kaoji::http {

namespace {

/// The institution, certificate, level and year by which people know a plan.
void write_plan_name(JsonWriter& json, Directory& directory, std::string_view institution_code,
                     std::string_view certificate, const core::PlanKey& key) {
  json.key("institution");
  write_institution_ref(json, directory, institution_code);
  json.member("certificate", certificate).member("level", core::to_text(key.level)).member("year", key.year);
}

void write_day(JsonWriter& json, std::string_view name, base::Date day) {
  json.key(name);
  if (day.ok() && day != base::Date{}) {
    json.value(day);
  } else {
    json.null();
  }
}

void write_entry_id(JsonWriter& json, core::EntryId id) {
  if (id.some()) {
    json.value(id);
  } else {
    json.null();
  }
}

}  // namespace

void write_plan(JsonWriter& json, Directory& directory, const ports::PlanRow& row, const PlanFigures& figures) {
  const core::Balance& balance = row.plan.balance;
  const core::PlanKey& key = row.plan.key;
  json.begin_object().member("id", row.plan.id);
  write_plan_name(json, directory, row.institution_code, row.certificate_name, key);
  json.member("certificate_id", key.certificate).member("organisation", row.organisation);
  write_day(json, "declared_on", balance.declared_on);
  write_day(json, "use_from", balance.use_from);
  json.member("use_until", base::Date(std::chrono::year(key.year), std::chrono::December, std::chrono::day(31)))
      .member("carried", balance.carried)
      .member("declared", balance.declared)
      .member("increased", balance.increased)
      .member("decreased", balance.decreased)
      .member("exited", balance.exited)
      .member("exited_headcount", balance.exited_headcount)
      .member("headcount", balance.headcount)
      .member("live", core::live(balance, figures.live_year))
      .member("examined", balance.examined)
      .member("examined_this_year", core::examined_in(balance, figures.live_year))
      .member("passed", balance.passed)
      .member("left", balance.headcount - balance.examined)
      .member("held", figures.held)
      .end_object();
}

void write_entry(JsonWriter& json, Directory& directory, const ports::EntryRow& row, const EntryFigures& figures) {
  const core::LedgerEntry& entry = row.entry;
  json.begin_object().member("id", entry.id).member("plan_id", entry.plan);
  write_plan_name(json, directory, row.institution_code, row.certificate_name, row.key);
  json.member("kind", core::to_text(entry.kind)).member("headcount", entry.headcount).key("passed");
  if (entry.kind == core::EntryKind::examined) {
    json.value(entry.passed);
  } else {
    json.null();
  }
  json.member("effective_at", entry.effective_at)
      .member("recorded_at", entry.recorded_at)
      .member("actor", entry.actor)
      .member("actor_name", actor_name(directory, entry.actor))
      .key("application");
  if (entry.application.some()) {
    json.begin_object().member("id", entry.application).member("number", row.application_number).end_object();
  } else {
    json.null();
  }
  json.member_or_null("reason", entry.reason).key("reverses");
  write_entry_id(json, entry.reverses);
  json.key("reversed_by");
  write_entry_id(json, row.reversed_by);
  json.member("headcount_after", figures.headcount_after).member("counts", figures.counts).end_object();
}

}  // namespace kaoji::http
