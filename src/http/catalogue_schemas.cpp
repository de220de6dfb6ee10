#include "http/catalogue_schemas.hpp"

namespace kaoji::http {

void write_institution(JsonWriter& json, Directory& directory, const usecases::InstitutionView& view) {
  const core::Institution& institution = view.institution;
  json.begin_object()
      .member("code", institution.code)
      .member("name", institution.name)
      .member("kind", core::to_text(institution.kind))
      .key("bureau");
  write_bureau_ref(json, directory, institution.bureau);
  json.member("registered", institution.registered)
      .member("registered_at", institution.registered_at)
      .member("live", view.live)
      .key("former_names")
      .begin_array();
  for (const ports::FormerName& former : view.former_names)
    json.begin_object()
        .member("name", former.name)
        .member("until", base::day_of(json.zone(), former.until))
        .end_object();
  json.end_array();
  if (view.edit) write_edit_members(json, directory, *view.edit);
  json.end_object();
}

void write_edit_members(JsonWriter& json, Directory& directory, const ports::CatalogueEdit& edit) {
  json.member("version", edit.version)
      .member("changed_at", edit.at)
      .member_or_null("changed_by", edit.at ? actor_name(directory, edit.actor) : std::string_view());
}

void write_certificate_members(JsonWriter& json, const ports::SearchableCertificate& searchable, base::Date today) {
  const core::Certificate& certificate = searchable.certificate;
  json.member("name", certificate.name)
      .member("organisation", certificate.organisation)
      .member("pinyin", searchable.pinyin.full)
      .member("initials", searchable.pinyin.initials)
      .key("levels")
      .begin_array();
  for (const core::CertificateLevel& level : certificate.levels)
    json.begin_object()
        .member("level", core::to_text(level.level))
        .member("open", !core::closed_on(level, today))
        .member("closed_from", level.closed_from)
        .end_object();
  json.end_array();
}

}  // namespace kaoji::http
