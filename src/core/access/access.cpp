#include "core/access/access.hpp"

namespace kaoji::core {

namespace {

/// Does a grant over `granted` reach an object of `relation`? Who may do it to everything may do it to any part.
bool reaches(Relation granted, Relation relation) {
  if (granted == Relation::none || relation == Relation::none) return false;
  return granted == Relation::everything || granted == relation;
}

}  // namespace

Relation relation_to(const Actor& actor, const Institution& institution) {
  switch (actor.role) {
    case Role::institution_clerk:
      return actor.institution.some() && actor.institution == institution.id ? Relation::own : Relation::none;
    case Role::bureau_reviewer:
      return !actor.bureau.empty() && actor.bureau == institution.bureau ? Relation::owned_by_bureau : Relation::none;
    case Role::department_reviewer:
    case Role::office:
    case Role::system_administrator:
    case Role::security_administrator:
    case Role::auditor:
      return Relation::everything;
  }
  return Relation::none;
}

bool sees(Role role, Relation relation, Status status) {
  const Grant& reading = grant_of(role, Act::application_read);
  return reaches(reading.relation, relation) && reading.states.contains(status);
}

Access access(Role role, Relation relation, Act act, std::optional<Status> status) {
  const Grant& grant = grant_of(role, act);
  if (grant.relation == Relation::none) return Access::denied;
  if (!reaches(grant.relation, relation)) return Access::hidden;
  if (!status) return Access::granted;
  if (!sees(role, relation, *status)) return Access::hidden;
  return grant.states.contains(*status) ? Access::granted : Access::wrong_state;
}

Access access(const Actor& actor, const Institution& institution, Act act, std::optional<Status> status) {
  return access(actor.role, relation_to(actor, institution), act, status);
}

std::optional<Code> refusal_of(Access access) {
  switch (access) {
    case Access::granted:
      return std::nullopt;
    case Access::hidden:
    case Access::denied:
      return Code::not_yours;
    case Access::wrong_state:
      return Code::not_awaiting;
  }
  return Code::not_yours;
}

std::vector<Act> acts_of(Role role) {
  std::vector<Act> acts;
  for (const Act act : all_acts()) {
    if (may_ever(role, act)) acts.push_back(act);
  }
  return acts;
}

std::string_view to_text(Relation relation) {
  switch (relation) {
    case Relation::none:
      return "none";
    case Relation::own:
      return "own";
    case Relation::owned_by_bureau:
      return "owned-by-bureau";
    case Relation::everything:
      return "everything";
  }
  return "none";
}

std::string_view to_text(Access access) {
  switch (access) {
    case Access::granted:
      return "granted";
    case Access::hidden:
      return "hidden";
    case Access::denied:
      return "denied";
    case Access::wrong_state:
      return "wrong-state";
  }
  return "denied";
}

}  // namespace kaoji::core
