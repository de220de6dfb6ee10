#pragma once

#include "http/shared_schemas.hpp"
#include "usecases/plan_questions.hpp"

namespace kaoji::http {

/// Schema Institution.
void write_institution(JsonWriter& json, Directory& directory, const usecases::InstitutionView& view);
/// How often it was changed, when and by whom last, into an object that is begun.
void write_edit_members(JsonWriter& json, Directory& directory, const ports::CatalogueEdit& edit);
/// The members of schema Certificate but `id` and its last change, into an object that is begun.
void write_certificate_members(JsonWriter& json, const ports::SearchableCertificate& searchable, base::Date today);

}  // namespace kaoji::http
