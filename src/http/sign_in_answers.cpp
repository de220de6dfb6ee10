#include "http/sign_in_answers.hpp"

#include "http/me.hpp"
#include "http/session_cookie.hpp"

namespace kaoji::http {

namespace {

using usecases::SignInResult;

Fault fault_of(const usecases::SignedIn& in, const Visit& visit) {
  const base::Instant now = visit.context.now;
  switch (in.result) {
    case SignInResult::locked:
      return login_locked(in.locked_until.value_or(now + usecases::kLock), now);
    case SignInResult::secret_used:
      return {410, "secret-used", "这个一次性口令已经用过", "This single-use secret was used before", {}, {}, 0};
    case SignInResult::altered:
      return {403,
              "account-altered",
              "账号记录被程序之外改动过，已停止登录；请联系安全管理员重新核定角色",
              "This account was edited outside the program and may not sign in; ask the security administrator to set "
              "its role anew",
              {},
              {},
              0};
    default:
      return visit.act == core::Act::session_open ? login_failed() : factor_wrong();
  }
}

std::string step_text(const Visit& visit, const usecases::SignedIn& in) {
  JsonWriter json(visit.zone(), 256);
  json.begin_object()
      .member("next", *usecases::to_text(in.next))
      .member("csrf_token", in.csrf_token)
      .member("server_time", visit.context.now)
      .end_object();
  return json.take();
}

int seconds_until(base::Instant until, base::Instant now) {
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(until - now).count());
}

}  // namespace

Fault login_failed() {
  return {401, "login-failed", "账号或密码不对", "Login or password is wrong", {}, {}, 0};
}

Fault login_locked(base::Instant until, base::Instant now) {
  return {429, "login-locked",           "失败次数过多，请稍后再试", "Too many failures; try again later", {},
          {},  seconds_until(until, now)};
}

Fault factor_wrong() {
  return {401,
          "factor-wrong",
          "验证码不对或已用过：请等下一个验证码，或用一个恢复码",
          "The code is wrong or was used: wait for the next one, or use a recovery code",
          "code",
          {},
          0};
}

void check_address(Site& site, const Visit& visit) {
  const base::Instant now = visit.context.now;
  const auto until = site.guards().addresses.held_until(visit.request().address, now);
  if (!until) return;
  throw Fault{429,
              "rate-limited",
              "此地址登录失败次数过多，请稍后再试",
              "Too many failed sign-ins from this address; try again later",
              {},
              {},
              seconds_until(*until, now)};
}

bool same_password(const Site& site, const std::string& password, const std::string& hash) {
  const ports::Crypto& crypto = site.dependencies().crypto;
  static const std::string decoy = crypto.hash_password(crypto.random_hex(16));
  const bool matched = crypto.password_matches(password, hash.empty() ? decoy : hash);
  return matched && !hash.empty();
}

ports::Account account_of(Site& site, const Visit& visit) {
  std::optional<usecases::SessionActor> who;
  site.dependencies().store.read(
      [&](ports::Transaction& tx) { who = usecases::find_session(tx, visit.token_digest, visit.context.now); });
  if (!who) throw not_authenticated();
  if (!same_secret(who->session.csrf_token, visit.request().csrf)) throw csrf_refused();
  return who->account;
}

std::optional<Answer> unproven(const Visit& visit, const usecases::Proof& proof, const Fault& wrong) {
  const base::Instant now = visit.context.now;
  switch (proof.result) {
    case usecases::ProofResult::locked:
      return problem_of(login_locked(proof.locked_until.value_or(now), now), visit.problem_context());
    case usecases::ProofResult::wrong:
      return problem_of(wrong, visit.problem_context());
    default:
      return std::nullopt;
  }
}

Answer sign_in_answer(ports::Transaction& tx, const Visit& visit, Site& site, const usecases::SignedIn& in) {
  if (in.result != SignInResult::signed_in) return problem_of(fault_of(in, visit), visit.problem_context());
  const bool whole = in.next == usecases::NextStep::none;
  if (whole) site.guards().factors.shown(visit.context.crypto.sm3(in.token));
  Answer answer =
      json_answer(whole ? me_text(tx, visit, in.account, in.csrf_token, site.dependencies()) : step_text(visit, in));
  answer.headers.emplace_back("Set-Cookie", set_session_cookie(in.token, site.options().over_tls));
  return answer;
}

}  // namespace kaoji::http
