#include "adapters/store_sql/account_rows.hpp"

#include "adapters/store_sql/seals.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

const std::string kColumns =
    "a.id, a.login, a.display_name, a.role, a.institution, COALESCE(i.code, ''), a.bureau, a.password_hash, "
    "a.disabled, "
    "a.must_change_password, a.failures, a.first_failure_at, a.locked_until, a.password_set_at, "
    "(SELECT COUNT(*) FROM second_factor f WHERE f.account = a.id AND f.seed <> ''), a.mark";
constexpr std::string_view kTypes =
    "ntttnttt"
    "nnnnnnnt";
const std::string kSelect = "SELECT " + kColumns + " FROM account a LEFT JOIN institution i ON i.id = a.institution";

/// What an account's mark is made over: whoever edits one of these past the program breaks it.
std::string text_of(const ports::Account& account) {
  const std::string institution = account.institution.some() ? std::to_string(account.institution.value) : "";
  return marked_text({std::to_string(account.id.value), account.login, core::to_text(account.role), institution,
                      account.bureau, account.password_hash, account.disabled ? "1" : "0"});
}

ports::Account read_account(const Session& session, Query& query) {
  ports::Account account;
  account.id = core::AccountId{query.number()};
  account.login = query.text();
  account.display_name = query.text();
  account.role = role_in(query.text());
  account.institution = query.id<core::InstitutionId>();
  account.institution_code = query.text();
  account.bureau = query.text();
  account.password_hash = query.text();
  account.disabled = query.flag();
  account.must_change_password = query.flag();
  account.failures = query.number();
  account.first_failure_at = query.instant_or_null();
  account.locked_until = query.instant_or_null();
  account.password_set_at = query.instant_or_null();
  account.has_factor = query.flag();
  account.marked = row_mark_holds(session, "account", text_of(account), query.text());
  return account;
}

const std::string kSessionColumns =
    "s.token_digest, s.account, s.csrf_token, s.created_at, s.seen_at, s.stage, s.address";
const std::string kSessionTypes = "tntnnnt";

ports::Session read_session(Query& query) {
  ports::Session session;
  session.token_digest = query.text();
  session.account = core::AccountId{query.number()};
  session.csrf_token = query.text();
  session.created_at = query.instant();
  session.seen_at = query.instant();
  session.stage = static_cast<ports::SessionStage>(query.number());
  session.address = query.text();
  return session;
}

std::optional<ports::Account> read_one(const Session& session, Query& query) {
  if (!query.next()) return std::nullopt;
  return read_account(session, query);
}

void set_account(Query& query, const ports::Account& account) {
  query.set("login", account.login)
      .set("display_name", account.display_name)
      .set("role", core::to_text(account.role))
      .set_or_null("institution", account.institution)
      .set("bureau", account.bureau)
      .set("password_hash", account.password_hash)
      .set("disabled", account.disabled ? 1 : 0)
      .set("must_change_password", account.must_change_password ? 1 : 0)
      .set("failures", account.failures)
      .set_or_null("first_failure_at", account.first_failure_at)
      .set_or_null("locked_until", account.locked_until)
      .set_or_null("password_set_at", account.password_set_at);
}

}  // namespace

std::optional<ports::Account> AccountRows::account(core::AccountId id) {
  static const std::string text = kSelect + " WHERE a.id = :id";
  auto query = session_.query({text, kTypes});
  query.set("id", id);
  return read_one(session_, query);
}

std::optional<ports::Account> AccountRows::account_by_login(std::string_view login) {
  static const std::string text = kSelect + " WHERE a.login = :login";
  auto query = session_.query({text, kTypes});
  query.set("login", login);
  return read_one(session_, query);
}

std::vector<ports::Account> AccountRows::accounts() {
  static const std::string text = kSelect + " ORDER BY a.login";
  auto query = session_.query({text, kTypes});
  std::vector<ports::Account> accounts;
  while (query.next()) accounts.push_back(read_account(session_, query));
  return accounts;
}

void AccountRows::lock_accounts() {
  if (!session_.locks_rows()) return;
  // One row stands for all: administrators are few, and there is always one.
  auto query =
      session_.query({"SELECT id FROM account WHERE role = 'system-administrator' ORDER BY id FOR UPDATE", "n"});
  while (query.next()) {
  }
}

core::AccountId AccountRows::insert(const ports::Account& account) {
  auto query = session_.insertion(
      "INSERT INTO account (login, display_name, role, institution, bureau, password_hash, disabled, "
      "must_change_password, failures, first_failure_at, locked_until, password_set_at) VALUES (:login, :display_name, "
      ":role, "
      ":institution, :bureau, :password_hash, :disabled, :must_change_password, :failures, :first_failure_at, "
      ":locked_until, :password_set_at)");
  set_account(query, account);
  ports::Account made = account;
  made.id = core::AccountId{session_.insert(query)};
  // The mark is made over the id, which was not known before.
  session_.query({"UPDATE account SET mark = :mark WHERE id = :id", ""})
      .set("mark", row_mark(session_, "account", text_of(made)))
      .set("id", made.id)
      .run();
  return made.id;
}

void AccountRows::update(const ports::Account& account) {
  auto query = session_.query(
      {"UPDATE account SET login = :login, display_name = :display_name, role = :role, institution = :institution, "
       "bureau = :bureau, password_hash = :password_hash, disabled = :disabled, "
       "must_change_password = :must_change_password, failures = :failures, first_failure_at = :first_failure_at, "
       "locked_until = :locked_until, password_set_at = :password_set_at, "
       // A row that was edited past the program does not become a good one by being stored.
       "mark = CASE WHEN :marked = 1 THEN :mark ELSE mark END WHERE id = :id",
       ""});
  set_account(query, account);
  query.set("marked", account.marked ? 1 : 0)
      .set("mark", row_mark(session_, "account", text_of(account)))
      .set("id", account.id)
      .run();
}

void AccountRows::insert_session(const ports::Session& session) {
  session_
      .query({"INSERT INTO session (token_digest, account, csrf_token, created_at, seen_at, stage, address) "
              "VALUES (:token_digest, :account, :csrf_token, :created_at, :seen_at, :stage, :address)",
              ""})
      .set("token_digest", session.token_digest)
      .set("account", session.account)
      .set("csrf_token", session.csrf_token)
      .set("created_at", session.created_at)
      .set("seen_at", session.seen_at)
      .set("stage", static_cast<std::int64_t>(session.stage))
      .set("address", session.address)
      .run();
}

std::optional<std::pair<ports::Session, ports::Account>> AccountRows::session(std::string_view token_digest) {
  static const std::string text =
      "SELECT " + kSessionColumns + ", " + kColumns +
      " FROM session s JOIN account a ON a.id = s.account LEFT JOIN institution i ON i.id = a.institution "
      "WHERE s.token_digest = :token_digest";
  static const std::string types = kSessionTypes + std::string{kTypes};
  auto query = session_.query({text, types});
  query.set("token_digest", token_digest);
  if (!query.next()) return std::nullopt;
  std::pair<ports::Session, ports::Account> found;
  found.first = read_session(query);
  found.second = read_account(session_, query);
  return found;
}

void AccountRows::touch_session(std::string_view token_digest, base::Instant seen_at) {
  session_.query({"UPDATE session SET seen_at = :seen_at WHERE token_digest = :token_digest", ""})
      .set("seen_at", seen_at)
      .set("token_digest", token_digest)
      .run();
}

void AccountRows::end_session(std::string_view token_digest) {
  session_.query({"DELETE FROM session WHERE token_digest = :token_digest", ""})
      .set("token_digest", token_digest)
      .run();
}

void AccountRows::end_sessions_of(core::AccountId account) {
  session_.query({"DELETE FROM session WHERE account = :account", ""}).set("account", account).run();
}

void AccountRows::end_sessions_before(base::Instant created_before) {
  session_.query({"DELETE FROM session WHERE created_at < :created_before", ""})
      .set("created_before", created_before)
      .run();
}

std::vector<ports::Session> AccountRows::sessions_of(core::AccountId account) {
  static const std::string text =
      "SELECT " + kSessionColumns +
      " FROM session s WHERE s.account = :account ORDER BY s.created_at DESC, s.token_digest";
  auto query = session_.query({text, kSessionTypes});
  query.set("account", account);
  std::vector<ports::Session> sessions;
  while (query.next()) sessions.push_back(read_session(query));
  return sessions;
}

void AccountRows::insert_first_secret(const ports::FirstSecret& secret) {
  session_
      .query({"INSERT INTO first_secret (digest, account, expires_at, used_at) "
              "VALUES (:digest, :account, :expires_at, :used_at)",
              ""})
      .set("digest", secret.digest)
      .set("account", secret.account)
      .set("expires_at", secret.expires_at)
      .set_or_null("used_at", secret.used_at)
      .run();
}

std::optional<ports::FirstSecret> AccountRows::first_secret(std::string_view digest) {
  auto query =
      session_.query({"SELECT digest, account, expires_at, used_at FROM first_secret WHERE digest = :digest", "tnnn"});
  query.set("digest", digest);
  if (!query.next()) return std::nullopt;
  ports::FirstSecret secret;
  secret.digest = query.text();
  secret.account = core::AccountId{query.number()};
  secret.expires_at = query.instant();
  secret.used_at = query.instant_or_null();
  return secret;
}

void AccountRows::use_first_secret(std::string_view digest, base::Instant at) {
  session_.query({"UPDATE first_secret SET used_at = :at WHERE digest = :digest", ""})
      .set("at", at)
      .set("digest", digest)
      .run();
}

void AccountRows::spend_first_secrets_of(core::AccountId account, base::Instant at) {
  session_.query({"UPDATE first_secret SET used_at = :at WHERE account = :account AND used_at IS NULL", ""})
      .set("at", at)
      .set("account", account)
      .run();
}

std::optional<base::Instant> AccountRows::first_secret_until(core::AccountId account) {
  auto query =
      session_.query({"SELECT MAX(expires_at) FROM first_secret WHERE account = :account AND used_at IS NULL", "n"});
  query.set("account", account);
  if (!query.next()) return std::nullopt;
  return query.instant_or_null();
}

}  // namespace kaoji::store_sql
