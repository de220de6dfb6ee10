#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/role.hpp"

namespace kaoji::ports {

struct Account {
  core::AccountId id;
  std::string login;
  std::string display_name;
  core::Role role{};
  core::InstitutionId institution;
  std::string institution_code;  ///< read only: of `institution`
  std::string bureau;
  std::string password_hash;  ///< Argon2id, sealed; empty: cannot sign in with a password
  bool disabled = false;
  bool must_change_password = false;
  std::int64_t failures = 0;  ///< failed sign-ins in a row
  std::optional<base::Instant> first_failure_at;
  std::optional<base::Instant> locked_until;
  std::optional<base::Instant> password_set_at;  ///< by its holder; nothing: not known
  bool has_factor = false;                       ///< read only: a second factor that was confirmed
  /// Does the row carry the program's mark? False of one that was edited past the program (trust.md C4): it may not
  /// sign in, and storing it does not mend it. Whoever gives rights and password anew sets it to true.
  bool marked = true;
};

/// How far a sign-in has come.
enum class SessionStage {
  whole,     ///< done
  code,      ///< the password was right; a code of the second factor is awaited
  enrolment  ///< the password was right; the account has to set its second factor up first
};

/// A server-side session; the cookie's token is kept only as its digest.
struct Session {
  std::string token_digest;
  core::AccountId account;
  std::string csrf_token;
  base::Instant created_at;
  base::Instant seen_at;
  SessionStage stage = SessionStage::whole;
  std::string address;  ///< where it began from
};

/// An account's second factor. Seeds are sealed (ports/sealing.hpp).
struct SecondFactor {
  core::AccountId account;
  std::string seed;            ///< in use; empty: none was confirmed yet
  std::string offered;         ///< shown, but not yet confirmed by a code; empty: none
  std::int64_t last_step = 0;  ///< of the last code that was taken: it and all before never work again
};

/// A first secret: one use, with an end.
struct FirstSecret {
  std::string digest;
  core::AccountId account;
  base::Instant expires_at;
  std::optional<base::Instant> used_at;
};

/// A list's filters that someone keeps under a name.
struct SavedFilter {
  std::int64_t id = 0;
  core::AccountId account;
  std::string list;     ///< the list's name, such as reviews
  std::string name;     ///< one of each for an account and list
  std::string query;    ///< as it stands in the page's address
  bool chosen = false;  ///< with which the list begins; at most one of a list
};

class AccountStore {
 public:
  virtual ~AccountStore() = default;

  [[nodiscard]] virtual std::optional<Account> account(core::AccountId id) = 0;
  [[nodiscard]] virtual std::optional<Account> account_by_login(std::string_view login) = 0;
  /// In the order of logins.
  [[nodiscard]] virtual std::vector<Account> accounts() = 0;
  /// Makes every other act on accounts that calls this wait for ours: what is read after it stands until our end
  /// (PostgreSQL; behind SQLite's one writer nothing can come between).
  virtual void lock_accounts() = 0;
  virtual core::AccountId insert(const Account& account) = 0;
  virtual void update(const Account& account) = 0;

  virtual void insert_session(const Session& session) = 0;
  /// The session with its account in one look-up; nothing when unknown.
  [[nodiscard]] virtual std::optional<std::pair<Session, Account>> session(std::string_view token_digest) = 0;
  virtual void touch_session(std::string_view token_digest, base::Instant seen_at) = 0;
  virtual void end_session(std::string_view token_digest) = 0;
  virtual void end_sessions_of(core::AccountId account) = 0;
  virtual void end_sessions_before(base::Instant created_before) = 0;
  /// Of one account, the newest first.
  [[nodiscard]] virtual std::vector<Session> sessions_of(core::AccountId account) = 0;

  /// A transaction that writes holds it until its end: no other takes the same code meanwhile.
  [[nodiscard]] virtual std::optional<SecondFactor> second_factor(core::AccountId account) = 0;
  virtual void put_second_factor(const SecondFactor& factor) = 0;
  /// With its recovery codes.
  virtual void remove_second_factor(core::AccountId account) = 0;
  /// Puts these in the place of all before.
  virtual void put_recovery_codes(core::AccountId account, const std::vector<std::string>& digests) = 0;
  /// Spends an unused code; false when there is none of that digest. After second_factor, which holds the account's.
  [[nodiscard]] virtual bool use_recovery_code(core::AccountId account, std::string_view digest, base::Instant at) = 0;
  [[nodiscard]] virtual std::int64_t recovery_codes_left(core::AccountId account) = 0;

  /// The account's last passwords as hashes, the newest first, the one in use among them.
  [[nodiscard]] virtual std::vector<std::string> past_passwords(core::AccountId account) = 0;
  /// Keeps the newest `kept`.
  virtual void remember_password(core::AccountId account, std::string_view hash, base::Instant set_at,
                                 std::int64_t kept) = 0;

  virtual void insert_first_secret(const FirstSecret& secret) = 0;
  [[nodiscard]] virtual std::optional<FirstSecret> first_secret(std::string_view digest) = 0;
  virtual void use_first_secret(std::string_view digest, base::Instant at) = 0;
  /// As if every first secret of the account had been used.
  virtual void spend_first_secrets_of(core::AccountId account, base::Instant at) = 0;
  /// When the account's unused first secret ends; nothing when it has none.
  [[nodiscard]] virtual std::optional<base::Instant> first_secret_until(core::AccountId account) = 0;

  /// Of one list, in the order of names.
  [[nodiscard]] virtual std::vector<SavedFilter> saved_filters(core::AccountId account, std::string_view list) = 0;
  [[nodiscard]] virtual std::optional<SavedFilter> saved_filter(std::int64_t id) = 0;
  /// Replaces the one of that name, if there is one; a chosen one takes the place of the one chosen before.
  virtual void put_saved_filter(const SavedFilter& filter) = 0;
  virtual void remove_saved_filter(std::int64_t id) = 0;
};

}  // namespace kaoji::ports
