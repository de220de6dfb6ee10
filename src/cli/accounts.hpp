#pragma once

#include <string>

#include "cli/installation.hpp"
#include "usecases/accounts.hpp"

namespace kaoji::cli {

// The acts of usecases/accounts.hpp at the terminal. Each throws CommandFailed with a sentence when it is refused; the
// audit trail keeps that too.

/// Gives the account's first secret.
[[nodiscard]] std::string add_account(Installation& installation, const std::string& login,
                                      const std::string& display_name, const usecases::Belonging& belonging);
/// Gives the account's new first secret.
[[nodiscard]] std::string reset_account(Installation& installation, const std::string& login);
/// Takes the second factor away: the next sign-in sets up a new one.
void reset_factor(Installation& installation, const std::string& login);
void set_disabled(Installation& installation, const std::string& login, bool disabled);
void change_role(Installation& installation, const std::string& login, const usecases::Belonging& belonging);

}  // namespace kaoji::cli
