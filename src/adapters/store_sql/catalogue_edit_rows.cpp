#include "adapters/store_sql/catalogue_rows.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kInstitution = "institution";
constexpr std::string_view kCertificate = "certificate";

}  // namespace

ports::CatalogueEdit CatalogueRows::edit_of(std::string_view what, std::int64_t id) {
  auto query = session_.query(
      {"SELECT version, changed_at, actor FROM catalogue_edit WHERE what = :what AND object = :object", "nnt"});
  query.set("what", what).set("object", id);
  ports::CatalogueEdit edit;
  if (!query.next()) return edit;
  edit.version = query.number();
  edit.at = query.instant();
  edit.actor = query.text();
  return edit;
}

void CatalogueRows::note_edit_of(std::string_view what, std::int64_t id, base::Instant at, std::string_view actor) {
  session_
      .query({"INSERT INTO catalogue_edit (what, object, version, changed_at, actor) "
              "VALUES (:what, :object, 2, :at, :actor) ON CONFLICT (what, object) DO UPDATE "
              "SET version = catalogue_edit.version + 1, changed_at = excluded.changed_at, actor = excluded.actor",
              ""})
      .set("what", what)
      .set("object", id)
      .set("at", at)
      .set("actor", actor)
      .run();
}

ports::CatalogueEdit CatalogueRows::last_edit(core::InstitutionId id) {
  return edit_of(kInstitution, id.value);
}

void CatalogueRows::note_edit(core::InstitutionId id, base::Instant at, std::string_view actor) {
  note_edit_of(kInstitution, id.value, at, actor);
}

ports::CatalogueEdit CatalogueRows::last_edit(core::CertificateId id) {
  return edit_of(kCertificate, id.value);
}

void CatalogueRows::note_edit(core::CertificateId id, base::Instant at, std::string_view actor) {
  note_edit_of(kCertificate, id.value, at, actor);
}

}  // namespace kaoji::store_sql
