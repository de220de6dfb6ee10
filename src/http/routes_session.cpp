#include <fmt/format.h>

#include <array>

#include "http/json_reader.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "http/session_cookie.hpp"
#include "http/site.hpp"
#include "http/unknown_logins.hpp"

namespace kaoji::http {

namespace {

using usecases::SignedIn;
using usecases::SignInResult;

constexpr TextRule kLogin{.max_characters = 128, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kPassword{.max_characters = 128, .min_characters = 1, .form = TextForm::secret};

Fault login_failed() {
  return {401, "login-failed", "账号或密码不对", "Login or password is wrong", {}, {}, 0};
}

Fault login_locked(base::Instant until, base::Instant now) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(until - now).count();
  return {429, "login-locked",           "失败次数过多，请稍后再试", "Too many failures; try again later", {},
          {},  static_cast<int>(seconds)};
}

Fault fault_of(const SignedIn& in, base::Instant now) {
  switch (in.result) {
    case SignInResult::locked:
      return login_locked(in.locked_until.value_or(now + usecases::kLock), now);
    case SignInResult::secret_used:
      return {410, "secret-used", "这个一次性口令已经用过", "This single-use secret was used before", {}, {}, 0};
    default:
      return login_failed();
  }
}

Answer signed_in_answer(ports::Transaction& tx, const Visit& visit, const Site& site, const SignedIn& in) {
  Answer answer = json_answer(me_text(tx, visit, in.account, in.csrf_token, site.dependencies().sandbox != nullptr));
  answer.headers.emplace_back("Set-Cookie", set_session_cookie(in.token, site.options().over_tls));
  return answer;
}

struct Credentials {
  std::string login;
  std::string password;
};

/// The comparison takes as long for a login that is nobody's.
bool matches(const Site& site, const std::string& password, const std::string& hash) {
  const ports::Crypto& crypto = site.dependencies().crypto;
  static const std::string decoy = crypto.hash_password(crypto.random_hex(16));
  const bool matched = crypto.password_matches(password, hash.empty() ? decoy : hash);
  return matched && !hash.empty();
}

UnknownLogins& unknown_logins() {
  static UnknownLogins logins;
  return logins;
}

void finish_sign_in(Site& site, const std::shared_ptr<Visit>& visit, const Credentials& given, bool matched) {
  const auto answer = std::make_shared<Answer>();
  site.dependencies().store.write(
      [&site, visit, given, matched, answer](ports::Transaction& tx) {
        const SignedIn in = usecases::finish_sign_in(tx, visit->context, given.login, given.password, matched);
        *answer = in.result == SignInResult::signed_in
                      ? signed_in_answer(tx, *visit, site, in)
                      : problem_of(fault_of(in, visit->context.now), visit->problem_context());
      },
      [visit, answer](const std::exception_ptr& failure) {
        if (failure) return visit->fail(failure);
        visit->answer(std::move(*answer));
      });
}

void sign_in(Site& site, const std::shared_ptr<Visit>& visit) {
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, false);
  Credentials given;
  read_json_object(visit->request().body, [&](ObjectReader& body) {
    given.login = folded(body.required_text("login", kLogin));
    given.password = body.required_text("password", kPassword);
  });
  site.slowly(visit, [&site, visit, given = std::move(given)] {
    const base::Instant now = visit->context.now;
    if (const auto until = unknown_logins().locked_until(given.login, now)) throw login_locked(*until, now);
    usecases::PasswordOnFile on_file;
    site.dependencies().store.read(
        [&](ports::Transaction& tx) { on_file = usecases::password_on_file(tx, given.login); });
    if (on_file.hash.empty() && !on_file.first_secret) unknown_logins().count_failure(given.login, now);
    finish_sign_in(site, visit, given, matches(site, given.password, on_file.hash));
  });
}

void sign_out(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::none, true);
  site.change(
      visit,
      [visit, over_tls = site.options().over_tls](ports::Transaction& tx, const Asked& asked) {
        usecases::sign_out(tx, asked.context, visit->token_digest);
        Answer answer = no_content();
        answer.headers.emplace_back("Set-Cookie", clear_session_cookie(over_tls));
        return answer;
      },
      true);
}

void read_me(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask(visit, [visit](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    return json_answer(me_text(tx, *visit, asked.session->account, asked.session->session.csrf_token, asked.sandbox));
  });
}

Fault password_weak(usecases::PasswordFault fault) {
  std::string_view zh;
  std::string_view en;
  switch (fault) {
    case usecases::PasswordFault::too_short:
      zh = "新密码太短，至少 15 个字符";
      en = "The new password is too short: at least 15 characters";
      break;
    case usecases::PasswordFault::too_long:
      zh = "新密码最多 128 个字符";
      en = "The new password is longer than 128 characters";
      break;
    case usecases::PasswordFault::too_common:
      zh = "新密码太常见，容易被猜到";
      en = "The new password is too common";
      break;
    case usecases::PasswordFault::context_word:
      zh = "新密码不能含有账号或系统名称";
      en = "The new password holds the login or the system's name";
      break;
  }
  return {422, "password-weak", std::string(zh), std::string(en), "new", {}, 0};
}

struct PasswordChange {
  std::string current;
  std::string next;
};

/// The account behind the session, once session and token are found right.
ports::Account account_of(Site& site, const Visit& visit) {
  std::optional<usecases::SessionActor> who;
  site.dependencies().store.read(
      [&](ports::Transaction& tx) { who = usecases::find_session(tx, visit.token_digest, visit.context.now); });
  if (!who) throw not_authenticated();
  if (!same_secret(who->session.csrf_token, visit.request().csrf)) throw csrf_refused();
  return who->account;
}

void change_password(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, true);
  site.slowly(visit, [&site, visit] {
    const ports::Account account = account_of(site, *visit);
    PasswordChange change;
    read_json_object(visit->request().body, [&](ObjectReader& body) {
      change.current = body.required_text("current", kPassword);
      change.next = body.required_text("new", kPassword);
    });
    // An account that signed in with its first secret has no password yet: the session is what it has.
    if (!account.password_hash.empty() && !matches(site, change.current, account.password_hash)) throw login_failed();
    if (const auto fault = usecases::judge_password(change.next, account.login)) throw password_weak(*fault);
    const std::string hash = site.dependencies().crypto.hash_password(change.next);
    site.change(
        visit,
        [&site, visit, hash](ports::Transaction& tx, const Asked& asked) {
          return signed_in_answer(tx, *visit, site, usecases::change_password(tx, asked.context, hash));
        },
        true);
  });
}

constexpr std::array kSessionRoutes{
    flows(Method::post, "/api/session", core::Act::session_open, sign_in),
    flows(Method::del, "/api/session", core::Act::session_close, sign_out),
    flows(Method::get, "/api/me", core::Act::me_read, read_me),
    flows(Method::post, "/api/me/password", core::Act::password_change, change_password),
};
static_assert(all_have_rows(kSessionRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> session_routes() {
  return kSessionRoutes;
}

}  // namespace kaoji::http
