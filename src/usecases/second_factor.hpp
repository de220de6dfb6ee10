#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/qr_codes.hpp"
#include "ports/sealing.hpp"
#include "usecases/sign_in.hpp"

namespace kaoji::usecases {

/// What a second factor needs beside the transaction. `true_now`: the machine's clock, in a sandbox too, because an
/// authenticator knows no other.
struct FactorTools {
  const ports::Sealing& sealing;
  const ports::QrCodes& codes;
  base::Instant true_now;
};

/// The code that an authenticator with this seed shows in that step.
[[nodiscard]] std::string code_at(const ports::Crypto& crypto, std::string_view seed, std::int64_t step);

/// How an account stands with its second factor.
struct FactorState {
  bool enrolled = false;
  bool required = false;
  std::int64_t recovery_codes_left = 0;
};
[[nodiscard]] FactorState factor_state(ports::Transaction& tx, const ports::Account& account, const SignInRules& rules);

/// A seed that was made and shown, and counts once a code proves that it arrived.
struct Enrolment {
  std::string secret;  ///< base 32, in groups of four
  std::string uri;     ///< otpauth, as in the code
  ports::QrCode code;
};
/// Offers the actor a new seed; one in use stays in use until the new one is confirmed.
[[nodiscard]] Enrolment begin_enrolment(ports::Transaction& tx, const Context& context, const FactorTools& tools);

/// An enrolment that was confirmed: the recovery codes, which are shown this once, and a new session in the place of
/// all before.
struct Enrolled {
  SignedIn in;
  std::vector<std::string> recovery_codes;
};
/// Takes the offered seed into use, if the code is one of it. `in.result` wrong: it is not, or nothing was offered.
[[nodiscard]] Enrolled confirm_enrolment(ports::Transaction& tx, const Context& context, const FactorTools& tools,
                                         std::string_view typed);

/// Ends a sign-in with a code of the second factor or a recovery code: a new session takes the place of the one begun,
/// or the failure counts as a wrong password's does. Writes an audit row either way.
[[nodiscard]] SignedIn prove_factor(ports::Transaction& tx, const Context& context, const FactorTools& tools,
                                    std::string_view token_digest, std::string_view code);

/// Shows again, within a session, that it is still the same person: by code, or by a password that was compared
/// outside.
enum class ProofResult { ok, wrong, locked };
struct Proof {
  ProofResult result = ProofResult::wrong;
  std::optional<base::Instant> locked_until;
};
[[nodiscard]] Proof prove_again(ports::Transaction& tx, const Context& context, const FactorTools& tools,
                                std::string_view code);
[[nodiscard]] Proof prove_again_by_password(ports::Transaction& tx, const Context& context, bool matched);

/// The audit row of an act that was refused because no factor had been shown lately.
void record_stale_factor(ports::Transaction& tx, const Context& context, const AuditedAct& act);

/// Ten new recovery codes in the place of all before; none when the actor has no second factor.
[[nodiscard]] std::vector<std::string> renew_recovery_codes(ports::Transaction& tx, const Context& context);

/// A session as its holder sees it. `handle`: what it is named by; opens nothing.
struct OwnSession {
  std::string handle;
  base::Instant begun_at;
  base::Instant seen_at;
  std::string address;
  bool current = false;
};
/// The actor's living sessions, the newest first.
[[nodiscard]] std::vector<OwnSession> own_sessions(ports::Transaction& tx, const Context& context,
                                                   std::string_view token_digest);
/// Ends one of them. Refused `not-yours` when there is none of that handle.
[[nodiscard]] Outcome<Done> end_own_session(ports::Transaction& tx, const Context& context, std::string_view handle);

}  // namespace kaoji::usecases
