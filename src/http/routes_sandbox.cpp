#include <array>
#include <mutex>

#include "http/json_reader.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "http/session_cookie.hpp"
#include "http/site.hpp"
#include "http/world_reader.hpp"

namespace kaoji::http {

namespace {

constexpr int kWholeWorld = 100'000;

Sandbox& sandbox_of(const Site& site) {
  Sandbox* const sandbox = site.dependencies().sandbox;
  if (sandbox == nullptr) throw not_found();
  return *sandbox;
}

void write_clock(JsonWriter& json, const ClockState& clock) {
  json.begin_object().member("now", clock.now).member("running", clock.running).end_object();
}

/// Accounts without a password: whoever runs a sandbox with real accounts does not hand those out.
void write_accounts(JsonWriter& json, ports::Transaction& tx) {
  json.begin_array();
  for (const ports::Account& account : tx.accounts().accounts()) {
    if (account.disabled || !account.password_hash.empty() || account.has_factor) continue;
    json.begin_object()
        .member("account", account.login)
        .member("name", account.display_name)
        .member("role", core::to_text(account.role))
        .member("actor", actor_of(account))
        .member("belonging", belonging_of(tx, account))
        .end_object();
  }
  json.end_array();
}

void read_sandbox(Site& site, const std::shared_ptr<Visit>& visit) {
  Sandbox& sandbox = sandbox_of(site);
  site.ask(visit, [&sandbox](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    JsonWriter json = asked.json(4096);
    json.begin_object().key("clock");
    write_clock(json, sandbox.clock());
    json.key("accounts");
    write_accounts(json, tx);
    json.end_object();
    return json_answer(json.take());
  });
}

void sign_in_sandbox(Site& site, const std::shared_ptr<Visit>& visit) {
  static_cast<void>(sandbox_of(site));
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, false);
  std::string login;
  read_json_object(visit->request().body, [&](ObjectReader& body) {
    login = body.required_text("account", {.max_characters = 128, .min_characters = 1, .form = TextForm::numbers});
  });
  const auto answer = std::make_shared<Answer>();
  site.dependencies().store.write(
      [&site, visit, login, answer](ports::Transaction& tx) {
        const auto in = usecases::sign_in_as(tx, visit->context, login);
        if (!in) {
          *answer = problem_of(field_invalid("account", "没有这个演练账号", "There is no such demo account"),
                               visit->problem_context());
          return;
        }
        *answer = json_answer(me_text(tx, *visit, in->account, in->csrf_token, site.dependencies()));
        // The one sign-in without a second factor: demo accounts have neither password nor factor.
        site.guards().factors.shown(visit->context.crypto.sm3(in->token));
        answer->headers.emplace_back("Set-Cookie", set_session_cookie(in->token, site.options().over_tls));
      },
      [visit, answer](const std::exception_ptr& failure) {
        if (failure) return visit->fail(failure);
        visit->answer(std::move(*answer));
      });
}

/// One hand at the clock or the world at a time.
std::mutex& one_at_a_time() {
  static std::mutex mutex;
  return mutex;
}

/// Whoever moves the clock takes their own session along; all others age with it.
void take_session_along(ports::Transaction& tx, const Visit& visit, base::Instant now) {
  auto who = usecases::find_session(tx, visit.token_digest, visit.context.now);
  if (!who) return;
  tx.accounts().end_session(visit.token_digest);
  who->session.created_at = now;
  who->session.seen_at = now;
  tx.accounts().insert_session(who->session);
}

void set_clock(Site& site, const std::shared_ptr<Visit>& visit) {
  Sandbox& sandbox = sandbox_of(site);
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, false);
  ClockState wanted;
  read_json_object(visit->request().body, [&](ObjectReader& body) {
    wanted.now = body.required_instant("now");
    wanted.running = body.required_flag("running");
  });
  site.slowly(visit, [&site, &sandbox, visit, wanted] {
    const std::scoped_lock lock(one_at_a_time());
    if (!visit->token_digest.empty())
      site.dependencies().store.write_and_wait(
          [visit, wanted](ports::Transaction& tx) { take_session_along(tx, *visit, wanted.now); });
    sandbox.set_clock(wanted);
    JsonWriter json(visit->zone(), 128);
    write_clock(json, sandbox.clock());
    visit->answer(json_answer(json.take()));
  });
}

std::string world_text(ports::Transaction& tx, const base::Zone& zone) {
  ports::InstitutionFilter everyone;
  everyone.limit = kWholeWorld;
  JsonWriter json(zone, 4096);
  json.begin_object().key("institutions").begin_array();
  for (const auto& institution : tx.catalogue().institutions(everyone))
    json.begin_object().member("code", institution.code).member("name", institution.name).end_object();
  json.end_array().key("certificates").begin_array();
  for (const auto& [certificate, pinyin] : tx.catalogue().search_certificates("", kWholeWorld))
    json.begin_object().member("id", certificate.id).member("name", certificate.name).end_object();
  json.end_array().key("accounts");
  write_accounts(json, tx);
  json.end_object();
  return json.take();
}

void replace_world(Site& site, const std::shared_ptr<Visit>& visit) {
  Sandbox& sandbox = sandbox_of(site);
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, false);
  site.slowly(visit, [&site, &sandbox, visit] {
    const AskedWorld asked = read_world(visit->request().body);
    const std::scoped_lock lock(one_at_a_time());
    if (const auto refused = sandbox.replace_world(asked.policy, asked.now, asked.world))
      throw Fault{422, refused->policy_at_fault ? "policy-invalid" : "world-invalid", refused->zh, refused->en, {}, {},
                  0};
    std::string text;
    site.dependencies().store.read([&](ports::Transaction& tx) { text = world_text(tx, visit->zone()); });
    visit->answer(json_answer(std::move(text), 201));
  });
}

constexpr std::array kSandboxRoutes{
    flows(Method::get, "/api/sandbox", core::Act::sandbox_read, read_sandbox),
    flows(Method::post, "/api/sandbox/session", core::Act::sandbox_sign_in, sign_in_sandbox),
    flows(Method::put, "/api/sandbox/clock", core::Act::sandbox_clock, set_clock),
    flows(Method::post, "/api/sandbox/world", core::Act::sandbox_world, replace_world),
};
static_assert(all_have_rows(kSandboxRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> sandbox_routes() {
  return kSandboxRoutes;
}

}  // namespace kaoji::http
