#include <array>

#include "http/grant_schemas.hpp"
#include "http/json_reader.hpp"
#include "http/routes.hpp"
#include "usecases/grants.hpp"
#include "usecases/plan_acts.hpp"

namespace kaoji::http {

namespace {

constexpr TextRule kCode{.max_characters = 32, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kReason{.max_characters = 2000, .lines = true};

Prepared grant_admission(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  std::optional<base::Date> until;
  read_json_object(request.body, [&](ObjectReader& body) { until = body.maybe_date("until"); });
  return {[until, code = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    const auto granted = usecases::grant_admission(tx, asked.context, code, until);
    if (!granted) return asked.refused(granted.error());
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_admission(json, tx, directory, *granted);
    return json_answer(json.take(), 201);
  }};
}

Prepared grant_waiver(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  std::string reason;
  read_json_object(request.body, [&](ObjectReader& body) { reason = body.maybe_text("reason", kReason).value_or(""); });
  return {[reason = std::move(reason), code = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    const auto granted = usecases::grant_waiver(tx, asked.context, code, reason);
    if (!granted) return asked.refused(granted.error());
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_waiver(json, tx, directory, asked.context.book, *granted);
    return json_answer(json.take(), 201);
  }};
}

Prepared grant_extension(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::ExtensionCommand command;
  read_json_object(request.body, [&](ObjectReader& body) {
    command.stage = body.required_choice<core::Stage>("stage", core::parse_stage);
    command.until = body.required_date("until");
    command.reason = body.maybe_text("reason", kReason).value_or("");
    command.institution = body.maybe_text("institution", kCode).value_or("");
    command.bureau = body.maybe_text("bureau", kCode).value_or("");
  });
  if (!command.institution.empty() && !command.bureau.empty())
    throw field_invalid("bureau", "院校和市县只能指定一个", "Name one institution or one bureau, not both");
  return {[command = std::move(command)](ports::Transaction& tx, const Asked& asked) {
    const auto granted = usecases::grant_extension(tx, asked.context, command);
    if (!granted) return asked.refused(granted.error());
    base::check(!granted->empty(), "an extension was granted for no round");
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_extension(json, directory, asked.context.book, granted->front());
    return json_answer(json.take(), 201);
  }};
}

Answer platform_answer(ports::Transaction& tx, const Asked& asked, const ports::PlatformState& state) {
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_platform(json, directory, state);
  return json_answer(json.take());
}

Answer read_platform(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  return platform_answer(tx, asked, tx.grants().platform());
}

Prepared switch_platform(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  bool open = false;
  read_json_object(request.body, [&](ObjectReader& body) { open = body.required_flag("open"); });
  return {[open](ports::Transaction& tx, const Asked& asked) {
    const auto switched = usecases::switch_platform(tx, asked.context, open);
    return switched ? platform_answer(tx, asked, *switched) : asked.refused(switched.error());
  }};
}

Prepared place_hold(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::PlanName name;
  std::string reason;
  read_json_object(request.body, [&](ObjectReader& body) {
    name.institution = body.required_text("institution", kCode);
    name.certificate = body.required_text("certificate", {.max_characters = 200});
    name.level = body.required_text("level", {.max_characters = 32});
    name.year = static_cast<int>(body.required_integer("year", 2000, 2999));
    reason = body.maybe_text("reason", kReason).value_or("");
  });
  return {[name = std::move(name), reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    const auto placed = usecases::place_hold(tx, asked.context, name, reason);
    if (!placed) return asked.refused(placed.error());
    const auto row = tx.plans().plan_row(placed->plan);
    base::check(row.has_value(), "the plan of a hold is not there");
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_hold(json, directory, *placed, *row);
    return json_answer(json.take(), 201);
  }};
}

Prepared lift_hold(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string reason;
  read_json_object(request.body, [&](ObjectReader& body) { reason = body.maybe_text("reason", kReason).value_or(""); });
  return {[reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    const auto lifted = usecases::lift_hold(tx, asked.context, asked.id(), reason);
    if (!lifted) return asked.refused(lifted.error());
    const auto row = tx.plans().plan_row(lifted->plan);
    base::check(row.has_value(), "the plan of a hold is not there");
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_hold(json, directory, *lifted, *row);
    return json_answer(json.take());
  }};
}

constexpr std::array kGrantRoutes{
    writes(Method::post, "/api/institutions/{code}/admissions", core::Act::admission_grant, BodyType::json,
           grant_admission),
    writes(Method::post, "/api/institutions/{code}/waivers", core::Act::waiver_grant, BodyType::json, grant_waiver),
    writes(Method::post, "/api/extensions", core::Act::extension_grant, BodyType::json, grant_extension),
    asks("/api/platform", core::Act::platform_read, read_platform),
    writes(Method::put, "/api/platform", core::Act::platform_switch, BodyType::json, switch_platform),
    writes(Method::post, "/api/holds", core::Act::hold_place, BodyType::json, place_hold),
    writes(Method::post, "/api/holds/{id}/lifting", core::Act::hold_lift, BodyType::json, lift_hold),
};
static_assert(all_have_rows(kGrantRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> grant_routes() {
  return kGrantRoutes;
}

}  // namespace kaoji::http
