#include <algorithm>
#include <array>

#include "http/catalogue_schemas.hpp"
#include "http/json_reader.hpp"
#include "http/routes.hpp"
#include "usecases/catalogue_acts.hpp"

namespace kaoji::http {

namespace {

constexpr TextRule kInstitutionCode{.max_characters = 32, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kCatalogueName{.max_characters = 128, .min_characters = 1};
constexpr TextRule kSearchKeys{.max_characters = 512, .form = TextForm::numbers};

std::string required_code(ObjectReader& body, std::string_view name) {
  std::string code = body.required_text(name, kInstitutionCode);
  if (!usecases::is_plain_code(code))
    throw field_invalid(name, "代码只能用字母、数字、连字符、点和下划线",
                        "A code takes letters, digits, hyphens, dots and underscores only");
  return code;
}

/// A name that people will search and forms will print: nothing at its ends.
std::string required_name(ObjectReader& body, std::string_view name) {
  std::string text = body.required_text(name, kCatalogueName);
  const auto from = text.find_first_not_of(' ');
  if (from == std::string::npos) throw field_invalid(name, "不能只有空格", "It must not be blank");
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

usecases::InstitutionWish read_institution_wish(ObjectReader& body) {
  usecases::InstitutionWish wish;
  wish.code = required_code(body, "code");
  wish.name = required_name(body, "name");
  wish.kind = body.required_choice<core::InstitutionKind>("kind", core::parse_institution_kind);
  wish.bureau = body.nullable_text("bureau", kInstitutionCode).value_or("");
  return wish;
}

Answer changed_institution_answer(ports::Transaction& tx, const Asked& asked,
                                  const usecases::Outcome<usecases::InstitutionView>& outcome, int status) {
  if (!outcome) return asked.refused(outcome.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_institution(json, directory, *outcome);
  Answer answer = json_answer(json.take(), status);
  if (outcome->edit) answer.headers.emplace_back("ETag", etag_of(outcome->edit->version));
  return answer;
}

Prepared add_institution(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::InstitutionWish wish;
  bool registered = false;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish = read_institution_wish(body);
    registered = body.flag("registered");
    dry_run = body.flag("dry_run");
  });
  return {[wish = std::move(wish), registered, dry_run](ports::Transaction& tx, const Asked& asked) {
            return changed_institution_answer(tx, asked,
                                              usecases::add_institution(tx, asked.context, wish, registered, dry_run),
                                              dry_run ? 200 : 201);
          },
          dry_run, dry_run};
}

Prepared change_institution(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  const std::int64_t version = required_version(request);
  usecases::InstitutionWish wish;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish = read_institution_wish(body);
    dry_run = body.flag("dry_run");
  });
  return {[wish = std::move(wish), dry_run, version, code = std::string(parameter)](ports::Transaction& tx,
                                                                                    const Asked& asked) {
            return changed_institution_answer(
                tx, asked, usecases::change_institution(tx, asked.context, code, version, wish, dry_run), 200);
          },
          dry_run, dry_run};
}

/// Search keys as the office checked them: lower-case letters, digits, and spaces between syllables.
std::string read_keys(ObjectReader& body, std::string_view name, bool spaces) {
  const std::string keys = body.maybe_text(name, kSearchKeys).value_or("");
  const bool good = std::ranges::all_of(
      keys, [spaces](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (spaces && c == ' '); });
  if (!good) throw field_invalid(name, "只能用小写字母和数字", "Lower-case letters and digits only");
  return keys;
}

void read_certificate_wish(ObjectReader& body, usecases::CertificateWish& wish) {
  wish.organisation = required_name(body, "organisation");
  for (const std::string& text : body.required_texts("levels", 3, {.max_characters = 32})) {
    const auto level = core::parse_level(text);
    if (!level) throw field_invalid("levels", "级别只有初级、中级、高级", "A level is one of 初级, 中级, 高级");
    if (std::ranges::find(wish.levels, *level) == wish.levels.end()) wish.levels.push_back(*level);
  }
  std::ranges::sort(wish.levels);
  wish.pinyin = {read_keys(body, "pinyin", true), read_keys(body, "initials", false)};
}

Answer certificate_answer(ports::Transaction& tx, const Asked& asked,
                          const usecases::Outcome<ports::SearchableCertificate>& outcome, int status) {
  if (!outcome) return asked.refused(outcome.error());
  JsonWriter json = asked.json();
  json.begin_object();
  // What is not there yet has no id and no version: schema CertificatePreview.
  const bool there = outcome->certificate.id.some();
  if (there) json.member("id", outcome->certificate.id);
  write_certificate_members(json, *outcome, asked.context.today());
  if (!there) return json_answer(json.end_object().take(), status);
  Directory directory(tx);
  const ports::CatalogueEdit edit = tx.catalogue().last_edit(outcome->certificate.id);
  write_edit_members(json, directory, edit);
  Answer answer = json_answer(json.end_object().take(), status);
  answer.headers.emplace_back("ETag", etag_of(edit.version));
  return answer;
}

Prepared add_certificate(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::CertificateWish wish;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish.name = required_name(body, "name");
    read_certificate_wish(body, wish);
    dry_run = body.flag("dry_run");
  });
  if (wish.levels.empty()) throw field_invalid("levels", "至少选择一个级别", "Choose at least one level");
  return {[wish = std::move(wish), dry_run](ports::Transaction& tx, const Asked& asked) {
            return certificate_answer(tx, asked, usecases::add_certificate(tx, asked.context, wish, dry_run),
                                      dry_run ? 200 : 201);
          },
          dry_run, dry_run};
}

Prepared change_certificate(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  const std::int64_t version = required_version(request);
  usecases::CertificateWish wish;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    read_certificate_wish(body, wish);
    dry_run = body.flag("dry_run");
  });
  return {[wish = std::move(wish), dry_run, version](ports::Transaction& tx, const Asked& asked) {
            const auto outcome = usecases::change_certificate(tx, asked.context, core::CertificateId{asked.id()},
                                                              version, wish, dry_run);
            return certificate_answer(tx, asked, outcome, 200);
          },
          dry_run, dry_run};
}

constexpr std::array kCatalogueActRoutes{
    writes(Method::post, "/api/certificates", core::Act::certificate_add, BodyType::json, add_certificate),
    writes(Method::put, "/api/certificates/{id}", core::Act::certificate_change, BodyType::json, change_certificate),
    writes(Method::post, "/api/institutions", core::Act::institution_add, BodyType::json, add_institution),
    writes(Method::put, "/api/institutions/{code}", core::Act::institution_change, BodyType::json, change_institution),
};
static_assert(all_have_rows(kCatalogueActRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> catalogue_act_routes() {
  return kCatalogueActRoutes;
}

}  // namespace kaoji::http
