#include "http/shared_schemas.hpp"

namespace kaoji::http {

const core::Institution* Directory::institution(std::string_view code) {
  auto found = by_code_.find(code);
  if (found == by_code_.end()) found = by_code_.emplace(code, tx_.catalogue().institution_by_code(code)).first;
  return found->second ? &*found->second : nullptr;
}

const core::Institution* Directory::institution(core::InstitutionId id) {
  auto found = by_id_.find(id);
  if (found == by_id_.end()) found = by_id_.emplace(id, tx_.catalogue().institution(id)).first;
  return found->second ? &*found->second : nullptr;
}

std::string_view Directory::bureau_name(std::string_view code) {
  auto found = bureaus_.find(code);
  if (found == bureaus_.end()) {
    auto bureau = tx_.catalogue().bureau(code);
    found = bureaus_.emplace(code, bureau ? std::move(bureau->name) : std::string(code)).first;
  }
  return found->second;
}

void write_round_ref(JsonWriter& json, const core::Round& round) {
  json.begin_object()
      .member("name", round.ref.name)
      .member("label", round.label)
      .member("year", round.ref.year)
      .end_object();
}

void write_round_ref(JsonWriter& json, const core::RoundRef& ref, const core::PolicyBook& book) {
  write_maybe_round(json, ref.some() ? book.round(ref) : std::nullopt);
}

void write_maybe_round(JsonWriter& json, const std::optional<core::Round>& round) {
  if (round) {
    write_round_ref(json, *round);
  } else {
    json.null();
  }
}

void write_policy_ref(JsonWriter& json, const core::Policy* policy) {
  if (policy == nullptr) {
    json.null();
    return;
  }
  json.begin_object()
      .member("id", policy->id)
      .member("number", policy->number)
      .member("title", policy->title)
      .end_object();
}

void write_institution_ref(JsonWriter& json, Directory& directory, const core::Institution& institution) {
  json.begin_object()
      .member("code", institution.code)
      .member("name", institution.name)
      .member("kind", core::to_text(institution.kind));
  json.key("bureau");
  write_bureau_ref(json, directory, institution.bureau);
  json.end_object();
}

void write_institution_ref(JsonWriter& json, Directory& directory, std::string_view code) {
  if (const core::Institution* const institution = directory.institution(code)) {
    write_institution_ref(json, directory, *institution);
  } else {
    json.null();
  }
}

void write_bureau_ref(JsonWriter& json, Directory& directory, std::string_view code) {
  if (code.empty()) {
    json.null();
    return;
  }
  json.begin_object().member("code", code).member("name", directory.bureau_name(code)).end_object();
}

void write_application_ref(JsonWriter& json, ports::Transaction& tx, core::ApplicationId id) {
  const std::string number = tx.applications().number(id);
  if (number.empty()) {
    json.null();
    return;
  }
  json.begin_object().member("id", id).member("number", number).end_object();
}

void write_awaits(JsonWriter& json, Directory& directory, core::Desk desk, const core::Institution& institution) {
  json.begin_object();
  switch (desk) {
    case core::Desk::institution:
      json.member("actor", institution.code).member("name", institution.name);
      break;
    case core::Desk::bureau:
      json.member("actor", institution.bureau).member("name", directory.bureau_name(institution.bureau));
      break;
    case core::Desk::department:
    case core::Desk::nobody:
      json.member("actor", core::to_text(desk)).member("name", core::words_zh(desk));
      break;
  }
  json.end_object();
}

std::string_view actor_name(Directory& directory, std::string_view actor, base::Language language) {
  if (actor == "department") return base::Words{"省教育厅", "Department of Education"}.in(language);
  if (actor == "office") return base::Words{"省推进办", "Provincial office"}.in(language);
  if (actor == "system") return base::Words{"系统", "System"}.in(language);
  if (const core::Institution* const institution = directory.institution(actor)) return institution->name;
  return directory.bureau_name(actor);
}

}  // namespace kaoji::http
