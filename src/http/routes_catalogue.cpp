#include <algorithm>
#include <array>
#include <map>

#include "http/application_schemas.hpp"
#include "http/catalogue_schemas.hpp"
#include "http/grant_schemas.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/catalogue_acts.hpp"
#include "usecases/grants.hpp"
#include "usecases/plan_questions.hpp"

namespace kaoji::http {

namespace {

/// Catalogues are loaded whole: a province has hundreds of certificates and a thousand institutions.
constexpr int kWhole = 100'000;

bool any_open(const core::Certificate& certificate, base::Date today) {
  return std::ranges::any_of(certificate.levels, [today](const auto& level) { return !core::closed_on(level, today); });
}

void write_certificate(ports::Transaction& tx, JsonWriter& json, Directory& directory,
                       const ports::SearchableCertificate& searchable, base::Date today) {
  json.begin_object().member("id", searchable.certificate.id);
  write_certificate_members(json, searchable, today);
  write_edit_members(json, directory, tx.catalogue().last_edit(searchable.certificate.id));
  json.end_object();
}

/// The filters of certificates.
struct CertificateQuery {
  std::string text;
  bool open_only = false;
};

CertificateQuery read_certificate_query(QueryReader& query) {
  return {query.text("q", 64).value_or(""), query.flag("open_only")};
}

std::vector<ports::SearchableCertificate> certificates_asked(ports::Transaction& tx, const CertificateQuery& wanted,
                                                             base::Date today) {
  auto found = tx.catalogue().search_certificates(wanted.text, kWhole);
  if (wanted.open_only) std::erase_if(found, [today](const auto& one) { return !any_open(one.certificate, today); });
  return found;
}

Answer list_certificates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const CertificateQuery wanted = read_certificate_query(query);
  const Slice slice = read_slice(query, "certificates");
  query.done();
  const base::Date today = asked.context.today();
  const auto found = certificates_asked(tx, wanted, today);
  Directory directory(tx);
  return sliced(asked, "certificates", found, slice, [&](JsonWriter& json, const ports::SearchableCertificate& one) {
    write_certificate(tx, json, directory, one, today);
  });
}

constexpr std::array kCertificateColumns{
    ports::SheetColumn{"证书", ports::SheetKind::text, 36, "Certificate"},
    ports::SheetColumn{"培训评价组织", ports::SheetKind::text, 36, "Organisation"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"开放", ports::SheetKind::text, 8, "Open"},
    ports::SheetColumn{"停止日期", ports::SheetKind::date, 12, "Closed from"},
};

/// A row for each level.
std::optional<Answer> fill_certificates(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const CertificateQuery wanted = read_certificate_query(query);
  query.done();
  const base::Date today = asked.context.today();
  for (const ports::SearchableCertificate& found : certificates_asked(tx, wanted, today)) {
    const core::Certificate& one = found.certificate;
    for (const core::CertificateLevel& level : one.levels)
      rows.row({one.name, one.organisation, rows.word(level.level), rows.word(!core::closed_on(level, today)),
                maybe_cell(level.closed_from)});
  }
  return std::nullopt;
}
constexpr ListSheet kCertificateSheet{"证书目录", "certificates.xlsx", kCertificateColumns, fill_certificates,
                                      "Certificates"};

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

/// Schema ClosurePreview: how many applications a closing would touch, and the first of them by number.
Answer closure_preview(ports::Transaction& tx, const Asked& asked, const std::string& certificate,
                       std::optional<core::Level> level) {
  constexpr std::size_t most_shown = 20;
  const auto preview = usecases::preview_closure(tx, asked.context, certificate, level);
  if (!preview) return asked.refused(preview.error());
  Directory directory(tx);
  JsonWriter json = asked.json(2048);
  json.begin_object().member("certificate", certificate).key("levels").begin_array();
  for (const core::Level each : preview->levels) json.value(core::to_text(each));
  json.end_array()
      .member("awaiting", static_cast<std::int64_t>(preview->awaiting.size()))
      .key("applications")
      .begin_array();
  for (std::size_t i = 0; i < preview->awaiting.size() && i < most_shown; ++i) {
    const auto application = tx.applications().application(preview->awaiting[i]);
    base::check(application.has_value(), "an awaiting application is not there");
    json.begin_object().member("id", application->id).member("number", application->number).key("institution");
    write_institution_ref(json, directory, *directory.institution(application->institution));
    json.end_object();
  }
  json.end_array().member("live_plans", preview->live.plans).member("live", preview->live.live).end_object();
  return json_answer(json.take());
}

Prepared close_certificate(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string certificate;
  std::optional<std::string> level;
  base::Date from;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    certificate = body.required_text("certificate", {.max_characters = 128, .min_characters = 1});
    if (const auto chosen = body.maybe_choice<core::Level>("level", core::parse_level)) level = core::to_text(*chosen);
    from = body.required_date("from");
    dry_run = body.flag("dry_run");
  });
  if (dry_run)
    return {[certificate = std::move(certificate), level = level ? core::parse_level(*level) : std::nullopt](
                ports::Transaction& tx, const Asked& asked) { return closure_preview(tx, asked, certificate, level); },
            true, true};
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
  for (const core::Bureau& bureau : tx.catalogue().bureaus()) {
    json.begin_object()
        .member("code", bureau.code)
        .member("name", bureau.name)
        .member("institutions", institutions[bureau.code])
        .key("tile");
    if (bureau.tile) {
      json.begin_object().member("column", bureau.tile->column).member("row", bureau.tile->row).end_object();
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

/// The filters of institutions.
struct InstitutionQuery {
  ports::InstitutionFilter filter;
  std::optional<bool> registered;
};

InstitutionQuery read_institution_query(QueryReader& query) {
  InstitutionQuery wanted;
  wanted.filter.kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  wanted.filter.bureau = query.text("bureau", 32).value_or("");
  wanted.filter.search = query.text("q", 64).value_or("");
  wanted.filter.limit = kWhole;
  wanted.registered = query.maybe_flag("registered");
  return wanted;
}

usecases::Outcome<std::vector<usecases::InstitutionView>> institutions_asked(ports::Transaction& tx, const Asked& asked,
                                                                             const InstitutionQuery& wanted) {
  auto outcome = usecases::list_institutions(tx, asked.context, wanted.filter);
  if (!outcome || !wanted.registered) return outcome;
  auto views = std::move(outcome).value();
  std::erase_if(views, [&](const auto& view) { return view.institution.registered != *wanted.registered; });
  return views;
}

Answer list_institutions(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const InstitutionQuery wanted = read_institution_query(query);
  const Slice slice = read_slice(query, "institutions");
  query.done();
  const auto views = institutions_asked(tx, asked, wanted);
  if (!views) return asked.refused(views.error());
  Directory directory(tx);
  return sliced(asked, "institutions", *views, slice, [&](JsonWriter& json, const usecases::InstitutionView& view) {
    write_institution(json, directory, view);
  });
}

constexpr std::array kInstitutionColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"院校类别", ports::SheetKind::text, 14, "Kind of institution"},
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 28, "Bureau"},
    ports::SheetColumn{"实有", ports::SheetKind::number, 10, "Live"},
    ports::SheetColumn{"平台注册", ports::SheetKind::text, 10, "Registered"},
    ports::SheetColumn{"注册时间", ports::SheetKind::instant, 18, "Registered at"},
};

std::optional<Answer> fill_institutions(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const InstitutionQuery wanted = read_institution_query(query);
  query.done();
  const auto views = institutions_asked(tx, asked, wanted);
  if (!views) return asked.refused(views.error());
  Directory directory(tx);
  for (const usecases::InstitutionView& view : *views) {
    const core::Institution& one = view.institution;
    rows.row({one.code, one.name, rows.word(one.kind), bureau_cell(directory, one.bureau, rows.language()), view.live,
              rows.word(one.registered), maybe_cell(one.registered_at)});
  }
  return std::nullopt;
}
constexpr ListSheet kInstitutionSheet{"院校名录", "institutions.xlsx", kInstitutionColumns, fill_institutions,
                                      "Institutions"};

Answer institution_answer(ports::Transaction& tx, const Asked& asked, const std::string& code) {
  const auto view = usecases::read_institution(tx, asked.context, code);
  if (!view) return asked.refused(view.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_institution(json, directory, *view);
  Answer answer = json_answer(json.take());
  if (view->edit) answer.headers.emplace_back("ETag", etag_of(view->edit->version));
  return answer;
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
    flows(Method::get, "/api/certificates.xlsx", core::Act::certificate_export, exports<kCertificateSheet>),
    asks("/api/closures", core::Act::closure_list, list_closures),
    writes(Method::post, "/api/closures", core::Act::closure_create, BodyType::json, close_certificate),
    writes(Method::del, "/api/closures/{id}", core::Act::closure_delete, BodyType::none, reopen_certificate),
    asks("/api/bureaus", core::Act::bureau_list, list_bureaus),
    asks("/api/institutions", core::Act::institution_list, list_institutions),
    flows(Method::get, "/api/institutions.xlsx", core::Act::institution_export, exports<kInstitutionSheet>),
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
