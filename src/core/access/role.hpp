#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/application/application.hpp"

namespace kaoji::core {

/// What an account is for. Every account has exactly one.
enum class Role {
  institution_clerk,
  bureau_reviewer,
  department_reviewer,
  office,
  system_administrator,
  security_administrator,
  auditor,
};
inline constexpr std::size_t kRoleCount = static_cast<std::size_t>(Role::auditor) + 1;

/// Who acts: an account with its role and belonging.
struct Actor {
  AccountId account;
  std::string login;
  Role role{};
  InstitutionId institution;  ///< of an institution's clerk
  std::string bureau;         ///< code, of a bureau's reviewer
};

/// One of the three who administer and decide nothing (三员分立): system, security, audit. No account is two of them.
[[nodiscard]] constexpr bool administers(Role role) {
  return role == Role::system_administrator || role == Role::security_administrator || role == Role::auditor;
}

/// `institution-clerk`, …
[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

}  // namespace kaoji::core
