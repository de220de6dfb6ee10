#pragma once

#include <optional>
#include <vector>

#include "core/access/access_table.hpp"
#include "core/refusal/code.hpp"

namespace kaoji::core {

/// What the table says of one act on one object.
enum class Access {
  granted,
  hidden,       ///< the role has the act, but not on this object, which is to look absent: HTTP 404 `not-yours`
  denied,       ///< the role never has this act, whatever the object: HTTP 403 `not-yours`
  wrong_state,  ///< the object is seen, but the act does not start from its status: 409 `not-awaiting`
};

/// The grant of that cell of the table. No role: a visitor who has not signed in.
[[nodiscard]] constexpr const Grant& grant_of(std::optional<Role> role, Act act) {
  const std::size_t column = role ? static_cast<std::size_t>(*role) : kVisitor;
  return kAccessTable[static_cast<std::size_t>(act)].grants[column];
}

/// May this role ever do it, to whatever object? False is `denied`, and can be asked before anything is loaded.
[[nodiscard]] constexpr bool may_ever(std::optional<Role> role, Act act) {
  return grant_of(role, act).relation != Relation::none;
}

/// Is the act granted to anyone at all? For the routes' static_assert: a route of an act without a row does not build.
[[nodiscard]] constexpr bool has_row(Act act) {
  for (const Grant& grant : kAccessTable[static_cast<std::size_t>(act)].grants) {
    if (grant.relation != Relation::none) return true;
  }
  return false;
}

/// May it be done without signing in?
[[nodiscard]] constexpr bool open_to_visitors(Act act) {
  return may_ever(std::nullopt, act);
}

/// How this institution, and whatever belongs to it, lies to the actor (R11: ownership, not place).
[[nodiscard]] Relation relation_to(const Actor& actor, const Institution& institution);

/// How far the actor's role reaches when nothing is named: the scope of its lists.
[[nodiscard]] constexpr Relation reach_of(Role role, Act act) {
  return grant_of(role, act).relation;
}

/// Does this role see applications of that status over that relation? What it does not see is hidden from its every
/// act.
[[nodiscard]] bool sees(Role role, Relation relation, Status status);

/// The table's answer for an act on an object of that relation and, for an application, status.
[[nodiscard]] Access access(Role role, Relation relation, Act act, std::optional<Status> status = std::nullopt);
[[nodiscard]] Access access(const Actor& actor, const Institution& institution, Act act,
                            std::optional<Status> status = std::nullopt);

/// The domain's refusal for it: `not-yours` when hidden or denied, `not-awaiting` in the wrong state.
[[nodiscard]] std::optional<Code> refusal_of(Access access);

/// All acts that a role may do to something, in their order.
[[nodiscard]] std::vector<Act> acts_of(Role role);

/// `none`, `own`, `owned-by-bureau`, `everything`.
[[nodiscard]] std::string_view to_text(Relation relation);
/// `granted`, `hidden`, `denied`, `wrong-state`.
[[nodiscard]] std::string_view to_text(Access access);

}  // namespace kaoji::core
