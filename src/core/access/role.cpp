#include "core/access/role.hpp"

#include <array>

#include "base/words.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kRoleCount> kRoles{
    "institution-clerk",      "bureau-reviewer", "department-reviewer", "office", "system-administrator",
    "security-administrator", "auditor"};

}  // namespace

std::string_view to_text(Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view text) {
  return base::enumerator_of<Role>(kRoles, text);
}

}  // namespace kaoji::core
