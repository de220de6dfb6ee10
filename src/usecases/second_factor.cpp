#include "usecases/second_factor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/access/one_time_code.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::size_t kSeedBytes = 32;  // as long as the digest, RFC 6238 5.1
constexpr int kRecoveryCodes = 10;
constexpr std::size_t kRecoveryCodeBytes = 10;
constexpr std::size_t kHandleLength = 16;
constexpr std::string_view kIssuer = "考计";

std::string purpose_of(core::AccountId account) {
  return fmt::format("second-factor/{}", account.value);
}

std::string recovery_digest(const ports::Crypto& crypto, core::AccountId account, std::string_view code) {
  return crypto.sm3(fmt::format("recovery/{}/{}", account.value, code));
}

/// The step whose code this is, within the window and after `last_step`.
std::optional<std::int64_t> matching_step(const ports::Crypto& crypto, std::string_view seed, std::string_view code,
                                          base::Instant now, std::int64_t last_step) {
  const std::int64_t here = core::code_step(now);
  for (std::int64_t step = here - core::kCodeWindow; step <= here + core::kCodeWindow; ++step) {
    if (step > last_step && code_at(crypto, seed, step) == code) return step;
  }
  return std::nullopt;
}

std::string opened_seed(const FactorTools& tools, core::AccountId account, const std::string& sealed) {
  auto seed = tools.sealing.open(purpose_of(account), sealed);
  if (!seed) throw ports::StoreUnavailable(fmt::format("the seed of account {} does not open", account.value));
  return *std::move(seed);
}

/// Takes the code, if it is good: it never works again. What it was: `code` or `recovery`; nothing when it is wrong.
std::optional<std::string_view> take_code(ports::Transaction& tx, const Context& context, const FactorTools& tools,
                                          std::string_view typed) {
  const core::AccountId account = context.actor.account;
  auto factor = tx.accounts().second_factor(account);
  if (!factor || factor->seed.empty()) return std::nullopt;
  if (const auto code = core::typed_code(typed)) {
    const std::string seed = opened_seed(tools, account, factor->seed);
    const auto step = matching_step(context.crypto, seed, *code, tools.true_now, factor->last_step);
    if (!step) return std::nullopt;
    factor->last_step = *step;
    tx.accounts().put_second_factor(*factor);
    return "code";
  }
  const auto recovery = core::typed_recovery_code(typed);
  if (!recovery) return std::nullopt;
  const std::string digest = recovery_digest(context.crypto, account, *recovery);
  if (!tx.accounts().use_recovery_code(account, digest, context.now)) return std::nullopt;
  return "recovery";
}

void audit(ports::Transaction& tx, const Context& context, core::Act act, std::string_view result,
           std::string_view detail = {}) {
  append_audit(tx, context,
               {std::string(core::to_text(act)), object_name("account", context.actor.login), std::string(result),
                std::string(detail)});
}

std::vector<std::string> give_recovery_codes(ports::Transaction& tx, const Context& context) {
  std::vector<std::string> codes;
  std::vector<std::string> digests;
  codes.reserve(kRecoveryCodes);
  digests.reserve(kRecoveryCodes);
  for (int i = 0; i < kRecoveryCodes; ++i) {
    const std::string code = core::base32(context.crypto.random_bytes(kRecoveryCodeBytes));
    digests.push_back(recovery_digest(context.crypto, context.actor.account, code));
    codes.push_back(core::in_fours(code, '-'));
  }
  tx.accounts().put_recovery_codes(context.actor.account, digests);
  return codes;
}

ports::Account acting_account(ports::Transaction& tx, const Context& context) {
  auto account = tx.accounts().account(context.actor.account);
  base::check(account.has_value(), "the account of a session is not there");
  return *std::move(account);
}

/// A proof that a factor is there: the lock, the count of failures and the audit row are the same however it is given.
template <class Given>
Proof settle_proof(ports::Transaction& tx, const Context& context, core::Act act, const Given& given) {
  // Failures at once are counted one by one. The account is read after it, changed or not.
  static_cast<void>(tx.accounts().hold_account(context.actor.account));
  ports::Account account = acting_account(tx, context);
  Proof proof;
  proof.locked_until = lock_of(account, context.now);
  if (proof.locked_until) {
    proof.result = ProofResult::locked;
    audit(tx, context, act, "locked");
    return proof;
  }
  const std::optional<std::string_view> how = given();
  if (!how) {
    count_failure(tx, std::move(account), context.now);
    audit(tx, context, act, "wrong");
    return proof;
  }
  proof.result = ProofResult::ok;
  clear_failures(tx, account);
  audit(tx, context, act, "ok", *how);
  return proof;
}

}  // namespace

std::string code_at(const ports::Crypto& crypto, std::string_view seed, std::int64_t step) {
  return core::code_of_digest(crypto.hmac_sha256(seed, core::step_bytes(step)));
}

FactorState factor_state(ports::Transaction& tx, const ports::Account& account, const SignInRules& rules) {
  return {account.has_factor, needs_factor(account.role, rules), tx.accounts().recovery_codes_left(account.id)};
}

Enrolment begin_enrolment(ports::Transaction& tx, const Context& context, const FactorTools& tools) {
  const core::AccountId account = context.actor.account;
  auto factor = tx.accounts().second_factor(account).value_or(ports::SecondFactor{account, {}, {}, 0});
  const std::string seed = context.crypto.random_bytes(kSeedBytes);
  factor.offered = tools.sealing.seal(purpose_of(account), seed);
  tx.accounts().put_second_factor(factor);
  const std::string secret = core::base32(seed);
  audit(tx, context, core::Act::factor_enrol, "ok");
  std::string uri = core::otpauth_uri(kIssuer, context.actor.login, secret);
  ports::QrCode code = tools.codes.draw(uri);
  return {core::in_fours(secret, ' '), std::move(uri), std::move(code)};
}

Enrolled confirm_enrolment(ports::Transaction& tx, const Context& context, const FactorTools& tools,
                           std::string_view typed) {
  Enrolled enrolled;
  const core::AccountId id = context.actor.account;
  auto factor = tx.accounts().second_factor(id);
  const auto code = core::typed_code(typed);
  std::optional<std::int64_t> step;
  if (factor && !factor->offered.empty() && code) {
    step = matching_step(context.crypto, opened_seed(tools, id, factor->offered), *code, tools.true_now, 0);
  }
  if (!step) {
    audit(tx, context, core::Act::factor_confirm, "wrong");
    return enrolled;
  }
  tx.accounts().put_second_factor({id, factor->offered, {}, *step});
  enrolled.recovery_codes = give_recovery_codes(tx, context);
  tx.accounts().end_sessions_of(id);
  enrolled.in = open_session(tx, context, acting_account(tx, context));
  audit(tx, context, core::Act::factor_confirm, "ok");
  return enrolled;
}

SignedIn prove_factor(ports::Transaction& tx, const Context& context, const FactorTools& tools,
                      std::string_view token_digest, std::string_view code) {
  const Proof proof =
      settle_proof(tx, context, core::Act::session_prove, [&] { return take_code(tx, context, tools, code); });
  SignedIn in;
  in.locked_until = proof.locked_until;
  if (proof.result == ProofResult::locked) in.result = SignInResult::locked;
  if (proof.result != ProofResult::ok) return in;
  tx.accounts().end_session(token_digest);
  return open_session(tx, context, acting_account(tx, context));
}

Proof prove_again(ports::Transaction& tx, const Context& context, const FactorTools& tools, std::string_view code) {
  return settle_proof(tx, context, core::Act::factor_prove, [&] { return take_code(tx, context, tools, code); });
}

Proof prove_again_by_password(ports::Transaction& tx, const Context& context, bool matched) {
  return settle_proof(tx, context, core::Act::factor_prove, [&]() -> std::optional<std::string_view> {
    if (!matched) return std::nullopt;
    return "password";
  });
}

void record_stale_factor(ports::Transaction& tx, const Context& context, const AuditedAct& act) {
  append_audit(tx, context, {std::string(core::to_text(act.act)), act.object, "factor-stale", {}});
}

std::vector<std::string> renew_recovery_codes(ports::Transaction& tx, const Context& context) {
  if (!acting_account(tx, context).has_factor) return {};
  auto codes = give_recovery_codes(tx, context);
  audit(tx, context, core::Act::recovery_renew, "ok");
  return codes;
}

std::vector<OwnSession> own_sessions(ports::Transaction& tx, const Context& context, std::string_view token_digest) {
  std::vector<OwnSession> own;
  for (const ports::Session& session : tx.accounts().sessions_of(context.actor.account)) {
    if (!find_session(tx, session.token_digest, context.now)) continue;
    own.push_back({session.token_digest.substr(0, kHandleLength), session.created_at, session.seen_at, session.address,
                   session.token_digest == token_digest});
  }
  return own;
}

Outcome<Done> end_own_session(ports::Transaction& tx, const Context& context, std::string_view handle) {
  const AuditedAct act{core::Act::own_session_end, object_name("account", context.actor.login)};
  const auto sessions = tx.accounts().sessions_of(context.actor.account);
  const auto found = std::find_if(sessions.begin(), sessions.end(), [&](const ports::Session& session) {
    return std::string_view(session.token_digest).substr(0, kHandleLength) == handle;
  });
  if (found == sessions.end()) return record_not_yours(tx, context, act);
  tx.accounts().end_session(found->token_digest);
  record_done(tx, context, act, handle);
  return Done{};
}

}  // namespace kaoji::usecases
