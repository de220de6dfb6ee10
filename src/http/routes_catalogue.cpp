#include <algorithm>
#include <array>
#include <map>

#include "http/application_schemas.hpp"
#include "http/grant_schemas.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/routes.hpp"
#include "usecases/grants.hpp"
#include "usecases/plan_questions.hpp"

namespace kaoji::http {

namespace {

/// Catalogues are loaded whole: a province has hundreds of certificates and a thousand institutions.
constexpr int kWhole = 100'000;

bool any_open(const core::Certificate& certificate, base::Date today) {
  return std::ranges::any_of(certificate.levels, [today](const auto& level) { return !core::closed_on(level, today); });
}

void write_certificate(JsonWriter& json, const ports::SearchableCertificate& searchable, base::Date today) {
  const core::Certificate& certificate = searchable.certificate;
  json.begin_object()
      .member("id", certificate.id)
      .member("name", certificate.name)
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
  json.end_array().end_object();
}

Answer list_certificates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const std::string text = query.text("q", 64).value_or("");
  const bool open_only = query.flag("open_only");
  const Slice slice = read_slice(query, "certificates");
  query.done();
  const base::Date today = asked.context.today();
  auto found = tx.catalogue().search_certificates(text, kWhole);
  if (open_only) std::erase_if(found, [today](const auto& one) { return !any_open(one.certificate, today); });
  return sliced(
      asked, "certificates", found, slice,
      [today](JsonWriter& json, const ports::SearchableCertificate& one) { write_certificate(json, one, today); });
}

Answer list_closures(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto certificate = query.text("certificate", 128);
  const Slice slice = read_slice(query, "closures");
  query.done();
  auto all = tx.grants().closures();
  if (certificate) std::erase_if(all, [&](const auto& one) { return one.certificate_name != *certificate; });
  Directory directory(tx);
  return sliced(asked, "closures", all, slice,
                [&](JsonWriter& json, const ports::Closure& one) { write_closure(json, directory, one); });
}

Prepared close_certificate(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string certificate;
  std::optional<std::string> level;
  base::Date from;
  read_json_object(request.body, [&](ObjectReader& body) {
    certificate = body.required_text("certificate", {.max_characters = 128, .min_characters = 1});
    if (const auto chosen = body.maybe_choice<core::Level>("level", core::parse_level)) level = core::to_text(*chosen);
    from = body.required_date("from");
  });
  return {[certificate = std::move(certificate), level = std::move(level), from](ports::Transaction& tx,
                                                                                 const Asked& asked) {
    const auto closed = usecases::close_certificate(tx, asked.context, certificate, level, from);
    if (!closed) return asked.refused(closed.error());
    Directory directory(tx);
    JsonWriter json = asked.json();
    json.begin_array();
    for (const ports::Closure& closure : *closed) write_closure(json, directory, closure);
    json.end_array();
    return json_answer(json.take(), 201);
  }};
}

Prepared reopen_certificate(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  return {[](ports::Transaction& tx, const Asked& asked) {
    const auto opened = usecases::reopen_certificate(tx, asked.context, asked.id());
    return opened ? no_content() : asked.refused(opened.error());
  }};
}

Answer list_bureaus(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  std::map<std::string, std::int64_t> institutions;
  ports::InstitutionFilter everyone;
  everyone.limit = kWhole;
  for (const auto& institution : tx.catalogue().institutions(everyone)) ++institutions[institution.bureau];
  JsonWriter json = asked.json(4096);
  json.begin_object().key("items").begin_array();
  for (const core::Bureau& bureau : tx.catalogue().bureaus())
    json.begin_object()
        .member("code", bureau.code)
        .member("name", bureau.name)
        .member("institutions", institutions[bureau.code])
        .end_object();
  json.end_array().end_object();
  return json_answer(json.take());
}

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
  json.end_array().end_object();
}

Answer list_institutions(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  ports::InstitutionFilter filter;
  filter.kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  filter.bureau = query.text("bureau", 32).value_or("");
  filter.search = query.text("q", 64).value_or("");
  filter.limit = kWhole;
  const auto registered = query.maybe_flag("registered");
  const Slice slice = read_slice(query, "institutions");
  query.done();
  auto outcome = usecases::list_institutions(tx, asked.context, filter);
  if (!outcome) return asked.refused(outcome.error());
  auto views = std::move(outcome).value();
  if (registered) std::erase_if(views, [&](const auto& view) { return view.institution.registered != *registered; });
  Directory directory(tx);
  return sliced(asked, "institutions", views, slice, [&](JsonWriter& json, const usecases::InstitutionView& view) {
    write_institution(json, directory, view);
  });
}

Answer institution_answer(ports::Transaction& tx, const Asked& asked, const std::string& code) {
  const auto view = usecases::read_institution(tx, asked.context, code);
  if (!view) return asked.refused(view.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_institution(json, directory, *view);
  return json_answer(json.take());
}

Answer read_institution(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  return institution_answer(tx, asked, std::string(asked.parameter));
}

Answer read_cap(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const auto cap = usecases::read_cap(tx, asked.context, std::string(asked.parameter));
  if (!cap) return asked.refused(cap.error());
  JsonWriter json = asked.json();
  write_cap(json, {cap->figures, cap->scope, 0, cap->waiver_usable, cap->round});
  return json_answer(json.take());
}

Prepared confirm_registration(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  return {[code = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    const auto done = usecases::register_institution(tx, asked.context, code);
    return done ? institution_answer(tx, asked, code) : asked.refused(done.error());
  }};
}

constexpr std::array kCatalogueRoutes{
    asks("/api/certificates", core::Act::certificate_list, list_certificates),
    asks("/api/closures", core::Act::closure_list, list_closures),
    writes(Method::post, "/api/closures", core::Act::closure_create, BodyType::json, close_certificate),
    writes(Method::del, "/api/closures/{id}", core::Act::closure_delete, BodyType::none, reopen_certificate),
    asks("/api/bureaus", core::Act::bureau_list, list_bureaus),
    asks("/api/institutions", core::Act::institution_list, list_institutions),
    asks("/api/institutions/{code}", core::Act::institution_read, read_institution),
    asks("/api/institutions/{code}/cap", core::Act::cap_read, read_cap),
    writes(Method::post, "/api/institutions/{code}/registration", core::Act::registration_confirm, BodyType::none,
           confirm_registration),
};
static_assert(all_have_rows(kCatalogueRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> catalogue_routes() {
  return kCatalogueRoutes;
}

}  // namespace kaoji::http
