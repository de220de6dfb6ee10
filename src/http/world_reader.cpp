#include "http/world_reader.hpp"

#include <set>

#include "http/json_reader.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kMostItems = 10'000;
constexpr std::int64_t kMostPersons = 1'000'000'000;
constexpr TextRule kCode{.max_characters = 32, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kName{.max_characters = 128, .min_characters = 1};

Fault world_invalid(std::string_view field, std::string_view zh, std::string_view en) {
  return {422, "world-invalid", std::string(zh), std::string(en), std::string(field), {}, 0};
}

void once(std::set<std::string, std::less<>>& seen, const std::string& name, std::string_view field) {
  if (!seen.insert(name).second) throw world_invalid(field, "重复：" + name, "Twice: " + name);
}

void known(const std::set<std::string, std::less<>>& names, const std::string& name, std::string_view field) {
  if (!names.contains(name)) throw world_invalid(field, "世界里没有：" + name, "Not in this world: " + name);
}

struct Names {
  std::set<std::string, std::less<>> bureaus;
  std::set<std::string, std::less<>> institutions;
  std::set<std::string, std::less<>> certificates;
};

void read_institution(ObjectReader& item, usecases::World& world, Names& names) {
  core::Institution institution;
  institution.code = item.required_text("code", kCode);
  institution.name = item.required_text("name", kName);
  institution.kind = item.required_choice<core::InstitutionKind>("kind", core::parse_institution_kind);
  institution.bureau = item.maybe_text("bureau", kCode).value_or("");
  institution.registered = !item.has("registered") || item.flag("registered");
  once(names.institutions, institution.code, "institutions");
  if (!institution.bureau.empty()) known(names.bureaus, institution.bureau, "institutions");
  if (institution.bureau.empty() == (institution.kind == core::InstitutionKind::local_secondary))
    throw world_invalid("institutions", "只有市县属中职归市县教育行政部门：" + institution.code,
                        "A bureau belongs to local-secondary institutions, and to them alone: " + institution.code);
  world.institutions.push_back(std::move(institution));
}

void read_certificate(ObjectReader& item, usecases::World& world, Names& names) {
  core::Certificate certificate;
  certificate.name = item.required_text("name", kName);
  certificate.organisation = item.maybe_text("organisation", {.max_characters = 128}).value_or("");
  for (const std::string& text : item.required_texts("levels", 3, {.max_characters = 32})) {
    const auto level = core::parse_level(text);
    if (!level || certificate.find(*level) != nullptr)
      throw world_invalid("certificates", "等级不对或重复：" + text, "Not a level, or twice: " + text);
    certificate.levels.push_back({*level, std::nullopt});
  }
  once(names.certificates, certificate.name, "certificates");
  world.certificates.push_back(std::move(certificate));
}

void read_plan(ObjectReader& item, usecases::World& world, const Names& names) {
  usecases::OpeningPlan plan;
  plan.institution = item.required_text("institution", kCode);
  plan.certificate = item.required_text("certificate", kName);
  plan.level = item.required_choice<core::Level>("level", core::parse_level);
  plan.year = static_cast<int>(item.required_integer("year", 2000, 2999));
  plan.declared_on = item.required_date("declared_on");
  plan.headcount = item.required_integer("headcount", 0, kMostPersons);
  plan.examined = item.maybe_integer("examined", 0, kMostPersons).value_or(0);
  plan.examined_on = item.maybe_date("examined_on");
  known(names.institutions, plan.institution, "plans");
  known(names.certificates, plan.certificate, "plans");
  world.plans.push_back(std::move(plan));
}

}  // namespace

AskedWorld read_world(std::string_view body) {
  AskedWorld asked;
  Names names;
  read_json_object(body, [&](ObjectReader& reader) {
    asked.policy =
        reader.required_text("policy", {.max_characters = 262'144, .min_characters = 1, .form = TextForm::secret});
    asked.now = reader.required_instant("now");
    reader.each("bureaus", kMostItems, [&](ObjectReader& item) {
      core::Bureau bureau{item.required_text("code", kCode), item.required_text("name", kName)};
      once(names.bureaus, bureau.code, "bureaus");
      asked.world.bureaus.push_back(std::move(bureau));
    });
    reader.each("institutions", kMostItems, [&](ObjectReader& item) { read_institution(item, asked.world, names); });
    reader.each("certificates", kMostItems, [&](ObjectReader& item) { read_certificate(item, asked.world, names); });
    reader.each("plans", kMostItems, [&](ObjectReader& item) { read_plan(item, asked.world, names); });
  });
  return asked;
}

}  // namespace kaoji::http
