#include "http/grant_schemas.hpp"

namespace kaoji::http {

namespace {

void write_holder(JsonWriter& json, Directory& directory, core::InstitutionId id) {
  json.key("institution");
  if (const core::Institution* const institution = directory.institution(id)) {
    write_institution_ref(json, directory, *institution);
  } else {
    json.null();
  }
}

void write_used_by(JsonWriter& json, ports::Transaction& tx, core::ApplicationId id) {
  json.key("used_by");
  write_application_ref(json, tx, id);
}

}  // namespace

void write_admission(JsonWriter& json, ports::Transaction& tx, Directory& directory,
                     const ports::Admission& admission) {
  json.begin_object().member("id", admission.id);
  write_holder(json, directory, admission.institution);
  json.member("until", admission.until)
      .member("granted_at", admission.granted_at)
      .member("granted_by", actor_name(directory, admission.actor));
  write_used_by(json, tx, admission.used_by);
  json.end_object();
}

void write_waiver(JsonWriter& json, ports::Transaction& tx, Directory& directory, const core::PolicyBook& book,
                  const ports::Waiver& waiver) {
  json.begin_object().member("id", waiver.id);
  write_holder(json, directory, waiver.institution);
  json.key("round");
  write_round_ref(json, waiver.round, book);
  json.member("reason", waiver.reason)
      .member("granted_at", waiver.granted_at)
      .member("granted_by", actor_name(directory, waiver.actor));
  write_used_by(json, tx, waiver.used_by);
  json.end_object();
}

void write_extension(JsonWriter& json, Directory& directory, const core::PolicyBook& book,
                     const ports::GrantedExtension& granted) {
  const core::Extension& extension = granted.extension;
  json.begin_object().member("id", granted.id).key("round");
  write_round_ref(json, extension.round, book);
  json.member("stage", core::to_text(extension.stage))
      .member("until", extension.until)
      .member("reason", granted.reason)
      .key("institution");
  write_institution_ref(json, directory, extension.institution);
  json.key("bureau");
  write_bureau_ref(json, directory, extension.bureau);
  json.member("granted_at", granted.granted_at).member("granted_by", actor_name(directory, granted.actor)).end_object();
}

void write_closure(JsonWriter& json, Directory& directory, const ports::Closure& closure) {
  json.begin_object()
      .member("id", closure.id)
      .member("certificate", closure.certificate_name)
      .member("level", core::to_text(closure.level))
      .member("from", closure.from)
      .member("closed_at", closure.granted_at)
      .member("closed_by", actor_name(directory, closure.actor))
      .end_object();
}

void write_platform(JsonWriter& json, Directory& directory, const ports::PlatformState& state) {
  json.begin_object()
      .member("open", state.open)
      .member("changed_at", state.changed_at)
      .member_or_null("changed_by", state.actor.empty() ? std::string_view() : actor_name(directory, state.actor))
      .end_object();
}

void write_hold(JsonWriter& json, Directory& directory, const ports::Hold& hold, const ports::PlanRow& row) {
  json.begin_object().member("id", hold.id).member("plan_id", hold.plan).key("institution");
  write_institution_ref(json, directory, row.institution_code);
  json.member("certificate", row.certificate_name)
      .member("level", core::to_text(row.plan.key.level))
      .member("year", row.plan.key.year)
      .member("exit_year", hold.year)
      .member("reason", hold.reason)
      .member("placed_at", hold.granted_at)
      .member("placed_by", actor_name(directory, hold.actor))
      .member("lifted_at", hold.lifted_at)
      .member_or_null("lifted_by", actor_name(directory, hold.lifted_by))
      .member_or_null("lift_reason", hold.lift_reason)
      .end_object();
}

}  // namespace kaoji::http
