#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/password_rules.hpp"

namespace kaoji::usecases {

/// How long sessions and locks last, trust.md S4, S5.
inline constexpr std::chrono::minutes kIdleSession{30};
inline constexpr std::chrono::hours kLongestSession{12};
inline constexpr int kMostFailures = 5;
inline constexpr std::chrono::minutes kFailureWindow{15};
inline constexpr std::chrono::minutes kLock{15};
/// A session's last-seen instant is written at most this often.
inline constexpr std::chrono::minutes kSeenStep{1};

/// What a password has to be held against. The slow comparison happens between this and finish_sign_in, outside any
/// transaction. An unknown login gives an empty hash: compare with a decoy, so that both take as long.
struct PasswordOnFile {
  std::string hash;
  bool first_secret = false;  ///< no password yet: the single-use first secret is expected instead
};
[[nodiscard]] PasswordOnFile password_on_file(ports::Transaction& tx, std::string_view login);

enum class SignInResult {
  signed_in,
  wrong,        ///< login or password: which, is not told
  locked,       ///< too many failures
  secret_used,  ///< the first secret was used before
  altered,      ///< the account was edited past the program (trust.md C4)
};

/// What a right password is still short of.
enum class NextStep {
  none,
  code,       ///< a code of the second factor
  enrolment,  ///< the account needs a second factor and has none yet
};
/// `totp`, `enrol`; nothing for none.
[[nodiscard]] std::optional<std::string_view> to_text(NextStep step);

/// A session that begins, with the secrets that only the client keeps.
struct SignedIn {
  SignInResult result = SignInResult::wrong;
  NextStep next = NextStep::none;  ///< other than none: the session is good for that step alone
  std::optional<base::Instant> locked_until;
  std::string token;  ///< for the cookie; stored only as its digest
  std::string csrf_token;
  ports::Account account;
};

/// A sign-in whose slow comparison is done.
struct SignInAttempt {
  std::string_view login;
  std::string_view given;                     ///< the password as typed, for a first secret
  bool matched = false;                       ///< what the comparison said
  std::optional<base::Instant> locked_until;  ///< of a login that is nobody's
};
/// Ends a sign-in: counts the failure, locks, or opens a session. Writes an audit row either way, for a login that is
/// nobody's too.
[[nodiscard]] SignedIn finish_sign_in(ports::Transaction& tx, const Context& context, const SignInAttempt& attempt,
                                      const SignInRules& rules);

/// Opens a session for an account without a password or second factor: the sandbox's demo accounts only.
[[nodiscard]] std::optional<SignedIn> sign_in_as(ports::Transaction& tx, const Context& context,
                                                 std::string_view login);

/// Who a session's token speaks for.
struct SessionActor {
  core::Actor actor;
  ports::Account account;
  ports::Session session;
};
/// The session of a token's digest, if it is alive at `now`: neither idle nor too old, its account neither disabled nor
/// edited past the program, the sign-in whole.
[[nodiscard]] std::optional<SessionActor> find_session(ports::Transaction& tx, std::string_view token_digest,
                                                       base::Instant now);
/// As above, of a sign-in at whatever stage: for the acts that end a sign-in alone.
[[nodiscard]] std::optional<SessionActor> find_begun_session(ports::Transaction& tx, std::string_view token_digest,
                                                             base::Instant now);
/// Is it time to write down that the session was seen?
[[nodiscard]] bool seen_is_old(const ports::Session& session, base::Instant now);

/// Ends the session.
void sign_out(ports::Transaction& tx, const Context& context, std::string_view token_digest);

/// Sets a new password (already judged by password_rules and hashed), remembers it, ends every session of the account
/// and opens a new one.
[[nodiscard]] SignedIn change_password(ports::Transaction& tx, const Context& context, const std::string& new_hash);

// For whoever ends a sign-in or shows a factor again.

/// Who acts, once the account is known.
[[nodiscard]] Context acting_as(const Context& context, const ports::Account& account);
/// The end of the account's lock, when it is locked at `now`.
[[nodiscard]] std::optional<base::Instant> lock_of(const ports::Account& account, base::Instant now);
/// Counts a failure in the window that began with the first one, and locks at the last.
void count_failure(ports::Transaction& tx, ports::Account account, base::Instant now);
/// Forgets the failures and the lock, and stores the account.
void clear_failures(ports::Transaction& tx, ports::Account& account);
[[nodiscard]] SignedIn open_session(ports::Transaction& tx, const Context& context, const ports::Account& account,
                                    ports::SessionStage stage = ports::SessionStage::whole);

}  // namespace kaoji::usecases
