#include "usecases/context.hpp"

#include <fmt/format.h>

#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {

Refusal not_yours() {
  Refusal refusal;
  refusal.findings.add(core::FindingBuilder(core::Code::not_yours).done());
  return refusal;
}

void record_done(ports::Transaction& tx, const Context& context, const AuditedAct& act, std::string_view detail) {
  append_audit(tx, context, {std::string(core::to_text(act.act)), act.object, "ok", std::string(detail)});
}

Refusal record_refused(ports::Transaction& tx, const Context& context, const AuditedAct& act, core::Findings findings) {
  Refusal refusal;
  refusal.findings.add(std::move(findings));
  refusal.findings = refusal.findings.sorted();
  const core::Finding& headline = refusal.findings.headline();
  append_audit(tx, context,
               {std::string(core::to_text(act.act)), act.object, std::string(core::to_text(headline.code)),
                headline.field.empty() ? headline.clause : fmt::format("{} {}", headline.field, headline.clause)});
  return refusal;
}

Refusal record_not_yours(ports::Transaction& tx, const Context& context, const AuditedAct& act) {
  return record_refused(tx, context, act, not_yours().findings);
}

Refusal record_clash(ports::Transaction& tx, const Context& context, const AuditedAct& act, ClashFound clash) {
  append_audit(tx, context,
               {std::string(core::to_text(act.act)), act.object, std::string(to_text(clash.clash)), clash.field});
  Refusal refusal;
  refusal.clash = std::move(clash);
  return refusal;
}

std::string_view to_text(Clash clash) {
  switch (clash) {
    case Clash::field_invalid:
      return "field-invalid";
    case Clash::already_exists:
      return "already-exists";
    case Clash::in_use:
      return "in-use";
    case Clash::own_account:
      return "own-account";
    case Clash::last_administrator:
      return "last-administrator";
    case Clash::administrators_apart:
      return "administrators-apart";
  }
  return "field-invalid";
}

std::string object_name(std::string_view kind, std::int64_t id) {
  return fmt::format("{}/{}", kind, id);
}

std::string object_name(std::string_view kind, std::string_view key) {
  return fmt::format("{}/{}", kind, key);
}

ports::Scope sight_of(const core::Actor& actor) {
  switch (actor.role) {
    case core::Role::institution_clerk:
      return {actor.institution, {}, std::nullopt};
    case core::Role::bureau_reviewer:
      return {std::nullopt, actor.bureau, std::nullopt};
    default:
      return {};
  }
}

std::optional<ports::Scope> reach(const Context& context, core::Act act) {
  switch (core::reach_of(context.actor.role, act)) {
    case core::Relation::everything:
      return ports::Scope{};
    case core::Relation::owned_by_bureau:
      return ports::Scope{std::nullopt, context.actor.bureau, std::nullopt};
    case core::Relation::own:
      if (!context.actor.institution.some()) return std::nullopt;
      return ports::Scope{context.actor.institution, {}, std::nullopt};
    case core::Relation::none:
      break;
  }
  return std::nullopt;
}

}  // namespace kaoji::usecases
