#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/context.hpp"

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
};

/// A session that begins, with the secrets that only the client keeps.
struct SignedIn {
  SignInResult result = SignInResult::wrong;
  std::optional<base::Instant> locked_until;
  std::string token;  ///< for the cookie; stored only as its digest
  std::string csrf_token;
  ports::Account account;
};

/// Ends a sign-in: counts the failure, locks, or opens a session. `matched`: what the comparison said. `given` is the
/// password as typed, for a first secret. Writes an audit row either way.
[[nodiscard]] SignedIn finish_sign_in(ports::Transaction& tx, const Context& context, std::string_view login,
                                      std::string_view given, bool matched);

/// Opens a session for an account without a password: the sandbox's demo accounts only.
[[nodiscard]] std::optional<SignedIn> sign_in_as(ports::Transaction& tx, const Context& context,
                                                 std::string_view login);

/// Who a session's token speaks for.
struct SessionActor {
  core::Actor actor;
  ports::Account account;
  ports::Session session;
};
/// The session of a token's digest, if it is alive at `now`: neither idle nor too old, its account not disabled.
[[nodiscard]] std::optional<SessionActor> find_session(ports::Transaction& tx, std::string_view token_digest,
                                                       base::Instant now);
/// Is it time to write down that the session was seen?
[[nodiscard]] bool seen_is_old(const ports::Session& session, base::Instant now);

/// Ends the session.
void sign_out(ports::Transaction& tx, const Context& context, std::string_view token_digest);

/// Sets a new password (already judged by password_rules and hashed), ends every session of the account and opens a new
/// one.
[[nodiscard]] SignedIn change_password(ports::Transaction& tx, const Context& context, const std::string& new_hash);

/// What is wrong with a new password; nothing when it will do. Profile `nist` (trust.md S2): 15 characters or more (8
/// with a second factor, which is not there yet), at most 128, none of the commonest, no word of its context.
enum class PasswordFault { too_short, too_long, too_common, context_word };
[[nodiscard]] std::optional<PasswordFault> judge_password(std::string_view password, std::string_view login);

}  // namespace kaoji::usecases
