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

Context as(const Context& context, const ports::Account& account) {
  return {context.book, context.now, actor_of(account), context.crypto, context.address, context.request_id};
}

void audit(ports::Transaction& tx, const Context& context, std::string_view login, std::string_view result) {
  append_audit(
      tx, context,
      {std::string(core::to_text(core::Act::session_open)), object_name("account", login), std::string(result), {}});
}

SignedIn open_session(ports::Transaction& tx, const Context& context, const ports::Account& account) {
  SignedIn in;
  in.result = SignInResult::signed_in;
  in.token = context.crypto.random_hex(kTokenBytes);
  in.csrf_token = context.crypto.random_hex(kTokenBytes);
  in.account = account;
  tx.accounts().end_sessions_before(context.now - kLongestSession);
  tx.records().drop_answers_before(context.now - kKeptAnswers);
  tx.accounts().insert_session({context.crypto.sm3(in.token), account.id, in.csrf_token, context.now, context.now});
  return in;
}

/// Counts a failure in the window that began with the first one, and locks at the last.
void count_failure(ports::Transaction& tx, ports::Account account, base::Instant now) {
  const bool same_window = account.first_failure_at && now - *account.first_failure_at < kFailureWindow;
  account.failures = same_window ? account.failures + 1 : 1;
  if (!same_window) account.first_failure_at = now;
  if (account.failures >= kMostFailures) account.locked_until = now + kLock;
  tx.accounts().update(account);
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

PasswordOnFile password_on_file(ports::Transaction& tx, std::string_view login) {
  const auto account = tx.accounts().account_by_login(login);
  if (!account) return {};
  return {account->password_hash, account->password_hash.empty()};
}

SignedIn finish_sign_in(ports::Transaction& tx, const Context& context, std::string_view login, std::string_view given,
                        bool matched) {
  SignedIn in;
  auto account = tx.accounts().account_by_login(login);
  if (!account) {
    audit(tx, context, login, "wrong");
    return in;
  }
  const Context acting = as(context, *account);
  if (account->locked_until && *account->locked_until > context.now) {
    in.result = SignInResult::locked;
    in.locked_until = account->locked_until;
    audit(tx, acting, login, "locked");
    return in;
  }
  in.result = matched ? SignInResult::signed_in : SignInResult::wrong;
  if (account->password_hash.empty()) in.result = check_first_secret(tx, context, *account, given);
  if (account->disabled) in.result = SignInResult::wrong;
  if (in.result != SignInResult::signed_in) {
    if (in.result == SignInResult::wrong) count_failure(tx, *account, context.now);
    audit(tx, acting, login, in.result == SignInResult::wrong ? "wrong" : "secret-used");
    return in;
  }
  account->failures = 0;
  account->first_failure_at = std::nullopt;
  account->locked_until = std::nullopt;
  if (account->password_hash.empty()) account->must_change_password = true;
  tx.accounts().update(*account);
  in = open_session(tx, acting, *account);
  audit(tx, acting, login, "ok");
  return in;
}

std::optional<SignedIn> sign_in_as(ports::Transaction& tx, const Context& context, std::string_view login) {
  const auto account = tx.accounts().account_by_login(login);
  if (!account || account->disabled) return std::nullopt;
  const Context acting = as(context, *account);
  SignedIn in = open_session(tx, acting, *account);
  audit(tx, acting, login, "ok");
  return in;
}

std::optional<SessionActor> find_session(ports::Transaction& tx, std::string_view token_digest, base::Instant now) {
  auto found = tx.accounts().session(token_digest);
  if (!found) return std::nullopt;
  auto& [session, account] = *found;
  const bool idle = now - session.seen_at > kIdleSession;
  const bool old = now - session.created_at > kLongestSession;
  if (idle || old || account.disabled) return std::nullopt;
  return SessionActor{actor_of(account), std::move(account), std::move(session)};
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
  tx.accounts().update(*account);
  tx.accounts().end_sessions_of(account->id);
  SignedIn in = open_session(tx, context, *account);
  record_done(tx, context, {core::Act::password_change, object_name("account", account->login)});
  return in;
}

}  // namespace kaoji::usecases
