#pragma once

#include <optional>
#include <string>

#include "http/site.hpp"
#include "usecases/second_factor.hpp"

namespace kaoji::http {

// What sign-in, its second step and proofs within a session have in common.

[[nodiscard]] Fault login_failed();
[[nodiscard]] Fault login_locked(base::Instant until, base::Instant now);
[[nodiscard]] Fault factor_wrong();

/// Throws 429 when the address that asks has to wait.
void check_address(Site& site, const Visit& visit);

/// The comparison takes as long for a login that is nobody's: an empty hash is compared with a decoy, and never
/// matches.
[[nodiscard]] bool same_password(const Site& site, const std::string& password, const std::string& hash);

/// The account behind the session, once session and token are found right.
[[nodiscard]] ports::Account account_of(Site& site, const Visit& visit);

/// The problem of a proof that failed or came too often, `wrong` for the first; nothing when it holds.
[[nodiscard]] std::optional<Answer> unproven(const Visit& visit, const usecases::Proof& proof, const Fault& wrong);

/// 200 with the session's cookie: who is signed in, or the step that is still to come; else the problem.
[[nodiscard]] Answer sign_in_answer(ports::Transaction& tx, const Visit& visit, Site& site,
                                    const usecases::SignedIn& in);

}  // namespace kaoji::http
