#include "core/access/role.hpp"

#include <array>

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kRoleCount> kRoles{
    "institution-clerk", "bureau-reviewer", "department-reviewer", "office", "system-administrator", "auditor"};

}  // namespace

std::string_view to_text(Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view text) {
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    if (kRoles[i] == text) return static_cast<Role>(i);
  }
  return std::nullopt;
}

}  // namespace kaoji::core
