#pragma once

#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Who an account is for, as a person names it.
struct Belonging {
  core::Role role{};
  std::string institution;  ///< code, for an institution's clerk
  std::string bureau;       ///< code, for a bureau's reviewer
};

/// An account that waits for its first sign-in, with the secret for it: single-use, for 24 hours, shown once and kept
/// as a digest alone.
struct FirstSecretGiven {
  ports::Account account;
  std::string secret;
  base::Instant until;
};

/// How a person who administers sees an account.
struct AccountView {
  ports::Account account;
  bool waits = false;                               ///< has no password yet: its first secret is to be used
  std::optional<base::Instant> first_secret_until;  ///< of an unused one; nothing: none was given or all were used
  bool own = false;                                 ///< the asker's
};

/// What a list of accounts is asked for.
struct AccountQuery {
  std::optional<core::Role> role;
  std::optional<bool> disabled;
  std::optional<bool> waits;
  std::string search;  ///< part of login, name, or code of institution or bureau; ASCII case aside
};

/// In the order of logins.
[[nodiscard]] Outcome<std::vector<AccountView>> list_accounts(ports::Transaction& tx, const Context& context,
                                                              const AccountQuery& query);

// Acts on accounts. Nobody does them to the account that he acts with, and one system administrator and one security
// administrator who may sign in are always left: clashes `own_account`, `last_administrator`. The three who administer
// stay apart: no account of one of them becomes another's, `administrators_apart`. Each leaves an audit row without
// secrets.

/// Makes an account without a password. Clashes: login of another form than 3 to 64 of a-z 0-9 - _ . or taken, name
/// empty, an institution or bureau that is not known or does not go with the role.
[[nodiscard]] Outcome<FirstSecretGiven> add_account(ports::Transaction& tx, const Context& context,
                                                    const std::string& login, const std::string& display_name,
                                                    const Belonging& belonging);
/// Takes the password away, unlocks, ends every session, spends earlier first secrets and gives a new one. The second
/// factor stays: whoever would take an account over needs two administrators.
[[nodiscard]] Outcome<FirstSecretGiven> reset_account(ports::Transaction& tx, const Context& context,
                                                      const std::string& login);
/// Takes the second factor away with its recovery codes and ends every session; the next sign-in sets up a new one.
[[nodiscard]] Outcome<AccountView> reset_factor(ports::Transaction& tx, const Context& context,
                                                const std::string& login);
/// Ends a lock before its time.
[[nodiscard]] Outcome<AccountView> unlock_account(ports::Transaction& tx, const Context& context,
                                                  const std::string& login);
/// Disabling ends every session at once.
[[nodiscard]] Outcome<AccountView> set_disabled(ports::Transaction& tx, const Context& context,
                                                const std::string& login, bool disabled);
/// Another name, role or belonging; one of the latter two ends every session. No name: it stays.
[[nodiscard]] Outcome<AccountView> change_account(ports::Transaction& tx, const Context& context,
                                                  const std::string& login,
                                                  const std::optional<std::string>& display_name,
                                                  const Belonging& belonging);

}  // namespace kaoji::usecases
