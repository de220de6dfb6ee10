#include "usecases/sign_in.hpp"

#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::size_t kTokenBytes = 32;
/// Longer than any window: a retry of the last evening still finds its answer (trust.md D4).
constexpr std::chrono::days kKeptAnswers{30};

core::Actor actor_of(const ports::Account& account) {
  return {account.id, account.login, account.role, account.institution, account.bureau};
}

void audit(ports::Transaction& tx, const Context& context, std::string_view login, std::string_view result) {
  append_audit(
      tx, context,
      {std::string(core::to_text(core::Act::session_open)), object_name("account", login), std::string(result), {}});
}

std::string_view audit_word(SignInResult failed) {
  if (failed == SignInResult::altered) return "account-altered";
  return failed == SignInResult::secret_used ? "secret-used" : "wrong";
}

NextStep next_step(const ports::Account& account, const SignInRules& rules) {
  if (account.has_factor) return NextStep::code;
  return needs_factor(account.role, rules) ? NextStep::enrolment : NextStep::none;
}

ports::SessionStage stage_before(NextStep next) {
  switch (next) {
    case NextStep::code:
      return ports::SessionStage::code;
    case NextStep::enrolment:
      return ports::SessionStage::enrolment;
    case NextStep::none:
      break;
  }
  return ports::SessionStage::whole;
}

SignInResult check_first_secret(ports::Transaction& tx, const Context& context, const ports::Account& account,
                                std::string_view given) {
  const std::string digest = context.crypto.sm3(given);
  const auto secret = tx.accounts().first_secret(digest);
  if (!secret || secret->account != account.id || secret->expires_at <= context.now) return SignInResult::wrong;
  if (secret->used_at) return SignInResult::secret_used;
  tx.accounts().use_first_secret(digest, context.now);
  return SignInResult::signed_in;
}

}  // namespace

std::optional<std::string_view> to_text(NextStep step) {
  if (step == NextStep::none) return std::nullopt;
  return step == NextStep::code ? "totp" : "enrol";
}

Context acting_as(const Context& context, const ports::Account& account) {
  return {context.book, context.now, actor_of(account), context.crypto, context.address, context.request_id};
}

std::optional<base::Instant> lock_of(const ports::Account& account, base::Instant now) {
  if (!account.locked_until || *account.locked_until <= now) return std::nullopt;
  return account.locked_until;
}

SignedIn open_session(ports::Transaction& tx, const Context& context, const ports::Account& account,
                      ports::SessionStage stage) {
  SignedIn in;
  in.result = SignInResult::signed_in;
  in.token = context.crypto.random_hex(kTokenBytes);
  in.csrf_token = context.crypto.random_hex(kTokenBytes);
  in.account = account;
  tx.accounts().end_sessions_before(context.now - kLongestSession);
  tx.records().drop_answers_before(context.now - kKeptAnswers);
  tx.accounts().insert_session(
      {context.crypto.sm3(in.token), account.id, in.csrf_token, context.now, context.now, stage, context.address});
  return in;
}

void count_failure(ports::Transaction& tx, ports::Account account, base::Instant now) {
  const bool same_window = account.first_failure_at && now - *account.first_failure_at < kFailureWindow;
  account.failures = same_window ? account.failures + 1 : 1;
  if (!same_window) account.first_failure_at = now;
  if (account.failures >= kMostFailures) account.locked_until = now + kLock;
  tx.accounts().update(account);
}

void clear_failures(ports::Transaction& tx, ports::Account& account) {
  account.failures = 0;
  account.first_failure_at = std::nullopt;
  account.locked_until = std::nullopt;
  tx.accounts().update(account);
}

PasswordOnFile password_on_file(ports::Transaction& tx, std::string_view login) {
  const auto account = tx.accounts().account_by_login(login);
  if (!account) return {};
  return {account->password_hash, account->password_hash.empty()};
}

SignedIn finish_sign_in(ports::Transaction& tx, const Context& context, const SignInAttempt& attempt,
                        const SignInRules& rules) {
  SignedIn in;
  auto account = tx.accounts().account_by_login(attempt.login);
  const Context acting = account ? acting_as(context, *account) : context;
  in.locked_until = account ? lock_of(*account, context.now) : attempt.locked_until;
  if (in.locked_until) {
    in.result = SignInResult::locked;
    audit(tx, acting, attempt.login, "locked");
    return in;
  }
  if (!account) {
    audit(tx, acting, attempt.login, "wrong");
    return in;
  }
  in.result = attempt.matched ? SignInResult::signed_in : SignInResult::wrong;
  if (account->password_hash.empty()) in.result = check_first_secret(tx, context, *account, attempt.given);
  if (account->disabled) in.result = SignInResult::wrong;
  // Said only to whoever has the password, as everything about an account.
  if (in.result == SignInResult::signed_in && !account->marked) in.result = SignInResult::altered;
  if (in.result != SignInResult::signed_in) {
    if (in.result == SignInResult::wrong) count_failure(tx, *account, context.now);
    audit(tx, acting, attempt.login, audit_word(in.result));
    return in;
  }
  const NextStep next = next_step(*account, rules);
  if (account->password_hash.empty()) account->must_change_password = true;
  // Before a code the failures stand: else whoever has the password could guess codes for ever.
  if (next == NextStep::code) {
    tx.accounts().update(*account);
  } else {
    clear_failures(tx, *account);
  }
  in = open_session(tx, acting, *account, stage_before(next));
  in.next = next;
  audit(tx, acting, attempt.login, "ok");
  return in;
}

std::optional<SignedIn> sign_in_as(ports::Transaction& tx, const Context& context, std::string_view login) {
  const auto account = tx.accounts().account_by_login(login);
  if (!account || !account->marked || account->disabled || !account->password_hash.empty() || account->has_factor) {
    return std::nullopt;
  }
  const Context acting = acting_as(context, *account);
  SignedIn in = open_session(tx, acting, *account);
  audit(tx, acting, login, "ok");
  return in;
}

std::optional<SessionActor> find_begun_session(ports::Transaction& tx, std::string_view token_digest,
                                               base::Instant now) {
  auto found = tx.accounts().session(token_digest);
  if (!found) return std::nullopt;
  auto& [session, account] = *found;
  const bool idle = now - session.seen_at > kIdleSession;
  const bool old = now - session.created_at > kLongestSession;
  if (idle || old || account.disabled || !account.marked) return std::nullopt;
  return SessionActor{actor_of(account), std::move(account), std::move(session)};
}

std::optional<SessionActor> find_session(ports::Transaction& tx, std::string_view token_digest, base::Instant now) {
  auto who = find_begun_session(tx, token_digest, now);
  if (who && who->session.stage != ports::SessionStage::whole) return std::nullopt;
  return who;
}

bool seen_is_old(const ports::Session& session, base::Instant now) {
  return now - session.seen_at > kSeenStep;
}

void sign_out(ports::Transaction& tx, const Context& context, std::string_view token_digest) {
  tx.accounts().end_session(token_digest);
  record_done(tx, context, {core::Act::session_close, object_name("account", context.actor.login)});
}

SignedIn change_password(ports::Transaction& tx, const Context& context, const std::string& new_hash) {
  auto account = tx.accounts().account(context.actor.account);
  base::check(account.has_value(), "the account of a session is not there");
  account->password_hash = new_hash;
  account->must_change_password = false;
  account->password_set_at = context.now;
  tx.accounts().update(*account);
  tx.accounts().remember_password(account->id, new_hash, context.now, kPastPasswords);
  tx.accounts().end_sessions_of(account->id);
  SignedIn in = open_session(tx, context, *account);
  record_done(tx, context, {core::Act::password_change, object_name("account", account->login)});
  return in;
}

}  // namespace kaoji::usecases
