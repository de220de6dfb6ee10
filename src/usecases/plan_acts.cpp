#include "usecases/plan_acts.hpp"

#include <fmt/format.h>

#include "core/refusal/blank.hpp"

namespace kaoji::usecases {

namespace {

struct FoundPlan {
  core::Institution institution;
  core::NamedPlan named;
};

/// The plan on which the actor may do `act`, its institution locked; nothing: not the actor's.
std::optional<FoundPlan> find_plan(ports::Transaction& tx, const Context& context, core::Act act,
                                   const PlanName& name) {
  auto institution = name.institution.empty() ? tx.catalogue().institution(context.actor.institution)
                                              : tx.catalogue().institution_by_code(name.institution);
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
  if (tx.catalogue().lock_institution(institution->id)) {
    institution = tx.catalogue().institution(institution->id);
  }
  auto named = name_plan(tx, name, institution->id);
  return FoundPlan{std::move(*institution), std::move(named)};
}

core::Finding reason_missing(std::string_view what_zh, std::string_view what_en) {
  return core::FindingBuilder(core::Code::note_required)
      .field("reason")
      .word("what_zh", what_zh)
      .word("what_en", what_en)
      .done();
}

}  // namespace

core::NamedPlan name_plan(ports::Transaction& tx, const PlanName& name, core::InstitutionId institution) {
  core::NamedPlan named;
  named.called = fmt::format("{} {} {}", name.certificate, name.level, name.year);
  named.certificate = tx.catalogue().certificate_by_name(name.certificate);
  if (!named.certificate) return named;
  const auto level = core::parse_level(name.level);
  if (!level || named.certificate->find(*level) == nullptr) return named;
  named.level = level;
  named.plan = tx.plans().plan_by_key({institution, named.certificate->id, *level, name.year});
  return named;
}

std::string object_of_plan(const PlanName& name) {
  return fmt::format("plan/{}/{}/{}/{}", name.institution, name.certificate, name.level, name.year);
}

std::optional<core::NamedPlan> find_own_plan(ports::Transaction& tx, const Context& context, core::Act act,
                                             const PlanName& name) {
  auto found = find_plan(tx, context, act, name);
  return found ? std::optional(std::move(found->named)) : std::nullopt;
}

core::LedgerEntry assessment_entry(const Context& context, core::PlanId plan, const core::AssessmentWish& wish) {
  core::LedgerEntry entry;
  entry.plan = plan;
  entry.kind = core::EntryKind::examined;
  entry.headcount = *wish.examined;
  entry.passed = *wish.passed;
  entry.effective_on = wish.on;
  entry.effective_at = base::start_of(context.book.zone(context.now), wish.on);
  entry.recorded_at = context.now;
  entry.actor = context.actor.login;
  return entry;
}

Outcome<ports::EntryRow> record_assessment(ports::Transaction& tx, const Context& context, const PlanName& name,
                                           const core::AssessmentWish& wish) {
  const AuditedAct act{core::Act::assessment_record, object_of_plan(name)};
  const auto found = find_plan(tx, context, act.act, name);
  if (!found) return record_not_yours(tx, context, act);
  core::Findings findings = core::check_assessment(found->named, wish, context.today(), context.policy().exit_clause);
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  core::LedgerEntry entry = assessment_entry(context, found->named.plan->id, wish);
  entry.id = tx.plans().append(entry);
  record_done(tx, context, act, fmt::format("examined {} passed {}", entry.headcount, entry.passed));
  return ports::EntryRow{entry,
                         found->named.plan->key,
                         found->institution.code,
                         found->institution.name,
                         found->named.certificate->name,
                         {},
                         {}};
}

Outcome<ports::Hold> place_hold(ports::Transaction& tx, const Context& context, const PlanName& name,
                                const std::string& reason) {
  const AuditedAct act{core::Act::hold_place, object_of_plan(name)};
  const auto found = find_plan(tx, context, act.act, name);
  if (!found) return record_not_yours(tx, context, act);
  core::Findings findings = core::check_named_plan(found->named, context.today(), context.policy().exit_clause);
  if (core::is_blank(reason)) {
    findings.add(reason_missing("暂缓退出", "A hold"));
  }
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  const core::PlanId plan = found->named.plan->id;
  tx.grants().insert_hold({0, plan, context.year(), reason, context.now, context.actor.login, {}, {}, {}});
  record_done(tx, context, act, reason);
  auto holds = tx.grants().holds(context.year());
  std::erase_if(holds, [&](const ports::Hold& hold) { return hold.plan != plan || hold.lifted_at; });
  base::check(!holds.empty(), "a hold that was just placed is not there");
  return std::move(holds.back());
}

Outcome<ports::Hold> lift_hold(ports::Transaction& tx, const Context& context, std::int64_t id,
                               const std::string& reason) {
  const AuditedAct act{core::Act::hold_lift, object_name("hold", id)};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  if (core::is_blank(reason)) {
    core::Findings findings;
    findings.add(reason_missing("取消暂缓退出", "Taking a hold back"));
    return record_refused(tx, context, act, std::move(findings));
  }
  auto hold = tx.grants().hold(id);
  if (!hold) return record_not_yours(tx, context, act);
  if (hold->lifted_at) return *std::move(hold);
  tx.grants().lift_holds(hold->plan, hold->year, context.now, context.actor.login, reason);
  record_done(tx, context, act, reason);
  hold = tx.grants().hold(id);
  base::check(hold.has_value(), "a hold that was just lifted is not there");
  return *std::move(hold);
}

}  // namespace kaoji::usecases
