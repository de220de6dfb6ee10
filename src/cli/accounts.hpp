#pragma once

#include <string>

#include "core/access/role.hpp"
#include "ports/store.hpp"
#include "usecases/context.hpp"

namespace kaoji::cli {

/// Who an account is for, as a person names it.
struct Belonging {
  core::Role role{};
  std::string institution;  ///< code, for an institution's clerk
  std::string bureau;       ///< code, for a bureau's reviewer
};

// Acts on accounts at the terminal. Each leaves an audit row, and throws CommandFailed with a sentence when it cannot
// be done.

/// Makes an account without a password. Returns its first secret: single-use, for 24 hours, shown once and kept as a
/// digest alone.
[[nodiscard]] std::string add_account(ports::Transaction& tx, const usecases::Context& context,
                                      const std::string& login, const std::string& display_name,
                                      const Belonging& belonging);
/// Takes the password away, unlocks, ends every session and gives a new first secret.
[[nodiscard]] std::string reset_account(ports::Transaction& tx, const usecases::Context& context,
                                        const std::string& login);
/// Disabling ends every session at once. The last system administrator cannot be disabled.
void set_disabled(ports::Transaction& tx, const usecases::Context& context, const std::string& login, bool disabled);
/// Another role or belonging; ends every session. The last system administrator stays one.
void change_role(ports::Transaction& tx, const usecases::Context& context, const std::string& login,
                 const Belonging& belonging);

}  // namespace kaoji::cli
