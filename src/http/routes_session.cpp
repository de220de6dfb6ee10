#include <fmt/format.h>

#include <array>

#include "http/json_reader.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "http/session_cookie.hpp"
#include "http/sign_in_answers.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

using usecases::SignedIn;

constexpr TextRule kLogin{.max_characters = 128, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kPassword{.max_characters = 128, .min_characters = 1, .form = TextForm::secret};

struct Credentials {
  std::string login;
  std::string password;
};

void finish_sign_in(Site& site, const std::shared_ptr<Visit>& visit, const Credentials& given, bool matched,
                    bool nobody) {
  const auto answer = std::make_shared<Answer>();
  const auto until = nobody ? site.guards().unknown.count_unless_held(given.login, visit->context.now) : std::nullopt;
  site.dependencies().store.write(
      [&site, visit, given, matched, until, answer](ports::Transaction& tx) {
        const SignedIn in = usecases::finish_sign_in(tx, visit->context, {given.login, given.password, matched, until},
                                                     site.dependencies().sign_in_rules);
        *answer = sign_in_answer(tx, *visit, site, in);
      },
      [&site, visit, answer](const std::exception_ptr& failure) {
        if (failure) return visit->fail(failure);
        if (answer->status == 401) site.guards().addresses.count_failure(visit->request().address, visit->context.now);
        visit->answer(std::move(*answer));
      });
}

/// A login that is nobody's takes the same way as an account's: the hash, the count, the lock, the audit row.
void sign_in(Site& site, const std::shared_ptr<Visit>& visit) {
  QueryReader(visit->request().query).done();
  guard_write(visit->request(), BodyType::json, false);
  Credentials given;
  read_json_object(visit->request().body, [&](ObjectReader& body) {
    given.login = folded(body.required_text("login", kLogin));
    given.password = body.required_text("password", kPassword);
  });
  check_address(site, *visit);
  site.slowly(visit, [&site, visit, given = std::move(given)] {
    usecases::PasswordOnFile on_file;
    site.dependencies().store.read(
        [&](ports::Transaction& tx) { on_file = usecases::password_on_file(tx, given.login); });
    const bool matched = same_password(site, given.password, on_file.hash);
    finish_sign_in(site, visit, given, matched, on_file.hash.empty() && !on_file.first_secret);
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
    return json_answer(
        me_text(tx, *visit, asked.session->account, asked.session->session.csrf_token, *asked.dependencies));
  });
}

Fault password_refused(std::string_view code, std::string zh, std::string en) {
  return {422, code, std::move(zh), std::move(en), "new", {}, 0};
}

Fault password_fault(usecases::PasswordFault fault, std::size_t shortest) {
  switch (fault) {
    case usecases::PasswordFault::too_short:
      return password_refused("password-weak", fmt::format("新密码太短，至少 {} 个字符", shortest),
                              fmt::format("The new password is too short: at least {} characters", shortest));
    case usecases::PasswordFault::too_long:
      return password_refused("password-weak", "新密码最多 128 个字符",
                              "The new password is longer than 128 characters");
    case usecases::PasswordFault::too_common:
      return password_refused("password-weak", "新密码太常见，容易被猜到", "The new password is too common");
    case usecases::PasswordFault::few_classes:
      return password_refused("password-weak", "新密码须含大写字母、小写字母、数字、其他符号中的三类",
                              "The new password needs three of: capitals, small letters, digits, other signs");
    case usecases::PasswordFault::used_before:
      return password_refused("password-reused", "最近 5 次用过的密码不能再用",
                              "The new password is one of the last five");
    case usecases::PasswordFault::context_word:
      break;
  }
  return password_refused("password-context", "新密码不能含有账号、所属单位代码或系统、地名等人人想得到的词",
                          "The new password holds the login, the place or a word that everybody here would try");
}

struct PasswordChange {
  std::string current;
  std::string next;
};

void judge(Site& site, const ports::Account& account, std::string_view password) {
  const usecases::SignInRules& rules = site.dependencies().sign_in_rules;
  const bool with_factor = account.has_factor || usecases::needs_factor(account.role, rules);
  const std::string& place = account.institution_code.empty() ? account.bureau : account.institution_code;
  const std::size_t shortest = usecases::shortest_password(rules, with_factor);
  if (const auto fault = usecases::judge_password({password, account.login, place, with_factor}, rules))
    throw password_fault(*fault, shortest);
  if (rules.profile != usecases::PasswordProfile::djbh) return;
  std::vector<std::string> past;
  site.dependencies().store.read([&](ports::Transaction& tx) { past = tx.accounts().past_passwords(account.id); });
  if (usecases::password_used_before(site.dependencies().crypto, password, past))
    throw password_fault(usecases::PasswordFault::used_before, shortest);
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
    const bool asked_for = !account.password_hash.empty();
    const bool matched = !asked_for || same_password(site, change.current, account.password_hash);
    std::string hash;
    if (matched) {
      judge(site, account, change.next);
      hash = site.dependencies().crypto.hash_password(change.next);
    }
    site.change(
        visit,
        [&site, visit, hash, matched, asked_for](ports::Transaction& tx, const Asked& asked) {
          if (asked_for) {
            // Counts and leaves its row as a sign-in does: a session is no place to guess from.
            const auto proof = usecases::prove_again_by_password(tx, asked.context, matched);
            if (auto refused = unproven(*visit, proof, login_failed())) return *std::move(refused);
          }
          return sign_in_answer(tx, *visit, site, usecases::change_password(tx, asked.context, hash));
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
