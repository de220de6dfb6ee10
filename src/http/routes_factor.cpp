#include <array>

#include "http/json_reader.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "http/session_cookie.hpp"
#include "http/sign_in_answers.hpp"

namespace kaoji::http {

namespace {

constexpr TextRule kTypedCode{.max_characters = 64, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kProofPassword{.max_characters = 128, .min_characters = 1, .form = TextForm::secret};

std::string read_code(const Request& request) {
  std::string code;
  read_json_object(request.body, [&](ObjectReader& body) { code = body.required_text("code", kTypedCode); });
  return code;
}

/// Answers that hold secrets are kept nowhere: these writes take no key.
void change_keyless(Site& site, const std::shared_ptr<Visit>& visit, BodyType body, Site::Work work) {
  if (visit->token.empty()) throw not_authenticated();
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), body, true);
  site.change(visit, std::move(work), true);
}

/// An account that is signed in changes its second factor only with a factor shown lately; whoever is setting up the
/// first one during sign-in has just given the password.
bool lacks_fresh(Site& site, const Visit& visit, const Asked& asked) {
  return asked.session->session.stage == ports::SessionStage::whole && !site.guards().factors.fresh(visit.token_digest);
}

void prove(Site& site, const std::shared_ptr<Visit>& visit) {
  check_address(site, *visit);
  change_keyless(site, visit, BodyType::json, [&site, visit](ports::Transaction& tx, const Asked& asked) {
    const std::string code = read_code(asked.request);
    const usecases::SignedIn in =
        usecases::prove_factor(tx, asked.context, site.factor_tools(), visit->token_digest, code);
    Answer answer = sign_in_answer(tx, *visit, site, in);
    if (answer.status == 401) site.guards().addresses.count_failure(asked.request.address, asked.context.now);
    return answer;
  });
}

void read_factor(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask(visit, [&site, visit](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    const auto state = usecases::factor_state(tx, asked.session->account, asked.dependencies->sign_in_rules);
    JsonWriter json = asked.json(128);
    json.begin_object()
        .member("enrolled", state.enrolled)
        .member("required", state.required)
        .member("recovery_codes_left", state.recovery_codes_left)
        .member("fresh", site.guards().factors.fresh(visit->token_digest))
        .end_object();
    return json_answer(json.take());
  });
}

void enrol(Site& site, const std::shared_ptr<Visit>& visit) {
  change_keyless(site, visit, BodyType::none, [&site, visit](ports::Transaction& tx, const Asked& asked) {
    if (lacks_fresh(site, *visit, asked)) return site.stale_factor(tx, *visit, asked.context);
    const auto enrolment = usecases::begin_enrolment(tx, asked.context, site.factor_tools());
    JsonWriter json = asked.json(4096);
    json.begin_object().member("secret", enrolment.secret).member("uri", enrolment.uri);
    json.key("qr")
        .begin_object()
        .member("size", enrolment.code.size)
        .member("path", enrolment.code.path)
        .end_object()
        .end_object();
    return json_answer(json.take());
  });
}

void write_codes(JsonWriter& json, const std::vector<std::string>& codes) {
  json.key("recovery_codes").begin_array();
  for (const std::string& code : codes) json.value(code);
  json.end_array();
}

void confirm(Site& site, const std::shared_ptr<Visit>& visit) {
  change_keyless(site, visit, BodyType::json, [&site, visit](ports::Transaction& tx, const Asked& asked) {
    if (lacks_fresh(site, *visit, asked)) return site.stale_factor(tx, *visit, asked.context);
    const auto enrolled = usecases::confirm_enrolment(tx, asked.context, site.factor_tools(), read_code(asked.request));
    if (enrolled.in.result != usecases::SignInResult::signed_in)
      return problem_of(factor_wrong(), visit->problem_context());
    site.guards().factors.shown(asked.context.crypto.sm3(enrolled.in.token));
    JsonWriter json = asked.json(512);
    json.begin_object().member("csrf_token", enrolled.in.csrf_token);
    write_codes(json, enrolled.recovery_codes);
    json.end_object();
    Answer answer = json_answer(json.take());
    answer.headers.emplace_back("Set-Cookie", set_session_cookie(enrolled.in.token, site.options().over_tls));
    return answer;
  });
}

void renew_codes(Site& site, const std::shared_ptr<Visit>& visit) {
  change_keyless(site, visit, BodyType::none, [&site, visit](ports::Transaction& tx, const Asked& asked) {
    if (lacks_fresh(site, *visit, asked)) return site.stale_factor(tx, *visit, asked.context);
    JsonWriter json = asked.json(512);
    json.begin_object();
    write_codes(json, usecases::renew_recovery_codes(tx, asked.context));
    json.end_object();
    return json_answer(json.take());
  });
}

Answer proof_answer(Site& site, const Visit& visit, const usecases::Proof& proof, const Fault& wrong) {
  if (auto refused = unproven(visit, proof, wrong)) return *std::move(refused);
  site.guards().factors.shown(visit.token_digest);
  return no_content();
}

void prove_by_password(Site& site, const std::shared_ptr<Visit>& visit, const std::string& password) {
  site.slowly(visit, [&site, visit, password] {
    const ports::Account account = account_of(site, *visit);
    const bool matched = same_password(site, password, account.password_hash);
    site.change(
        visit,
        [&site, visit, matched](ports::Transaction& tx, const Asked& asked) {
          return proof_answer(site, *visit, usecases::prove_again_by_password(tx, asked.context, matched),
                              login_failed());
        },
        true);
  });
}

void prove_fresh(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, true);
  std::optional<std::string> code;
  std::optional<std::string> password;
  try {
    read_json_object(visit->request().body, [&](ObjectReader& body) {
      code = body.maybe_text("code", kTypedCode);
      password = body.maybe_text("password", kProofPassword);
    });
    if (code.has_value() == password.has_value())
      throw field_invalid("code", "请给出密码或验证码之一", "Give either the password or a code");
  } catch (const Fault& fault) {
    // Who has no session is told that first.
    return site.ask(
        visit, [fault](ports::Transaction&, const Asked&) -> Answer { throw fault; }, true);
  }
  if (password) return prove_by_password(site, visit, *password);
  site.change(
      visit,
      [&site, visit, code = *code](ports::Transaction& tx, const Asked& asked) {
        return proof_answer(site, *visit, usecases::prove_again(tx, asked.context, site.factor_tools(), code),
                            factor_wrong());
      },
      true);
}

void list_sessions(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask(visit, [visit](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    JsonWriter json = asked.json(1024);
    json.begin_object().key("sessions").begin_array();
    for (const auto& session : usecases::own_sessions(tx, asked.context, visit->token_digest)) {
      json.begin_object()
          .member("id", session.handle)
          .member("begun_at", session.begun_at)
          .member("seen_at", session.seen_at)
          .member("address", session.address)
          .member("current", session.current)
          .end_object();
    }
    json.end_array().end_object();
    return json_answer(json.take());
  });
}

Prepared end_session(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  return {[handle = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    const auto ended = usecases::end_own_session(tx, asked.context, handle);
    return ended ? no_content() : asked.refused(ended.error());
  }};
}

constexpr std::array kFactorRoutes{
    flows(Method::post, "/api/session/second-factor", core::Act::session_prove, prove),
    flows(Method::get, "/api/me/second-factor", core::Act::factor_read, read_factor),
    flows(Method::post, "/api/me/second-factor/enrolment", core::Act::factor_enrol, enrol),
    flows(Method::put, "/api/me/second-factor", core::Act::factor_confirm, confirm),
    flows(Method::post, "/api/me/second-factor/recovery-codes", core::Act::recovery_renew, renew_codes),
    flows(Method::post, "/api/me/proof", core::Act::factor_prove, prove_fresh),
    flows(Method::get, "/api/me/sessions", core::Act::own_session_list, list_sessions),
    writes(Method::del, "/api/me/sessions/{session}", core::Act::own_session_end, BodyType::none, end_session),
};
static_assert(all_have_rows(kFactorRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> factor_routes() {
  return kFactorRoutes;
}

}  // namespace kaoji::http
