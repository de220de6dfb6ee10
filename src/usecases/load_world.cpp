#include "usecases/load_world.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {

namespace {

void add_account(ports::Transaction& tx, std::string login, std::string name, core::Role role,
                 core::InstitutionId institution = {}, std::string bureau = {}) {
  ports::Account account;
  account.login = std::move(login);
  account.display_name = std::move(name);
  account.role = role;
  account.institution = institution;
  account.bureau = std::move(bureau);
  tx.accounts().insert(account);
}

core::LedgerEntry entry_of(const Context& context, core::PlanId plan, core::EntryKind kind, base::Date on) {
  core::LedgerEntry entry;
  entry.plan = plan;
  entry.kind = kind;
  entry.effective_on = on;
  entry.effective_at = base::start_of(context.book.zone(context.now), on);
  // What stood before the world began was recorded on its day: a figure as of then shows it.
  entry.recorded_at = std::min(entry.effective_at, context.now);
  entry.actor = context.actor.login;
  entry.reason = "沿用";
  return entry;
}

}  // namespace

void carry_plan(ports::Transaction& tx, const Context& context, const OpeningPlan& plan) {
  const auto institution = tx.catalogue().institution_by_code(plan.institution);
  const auto certificate = tx.catalogue().certificate_by_name(plan.certificate);
  base::check(institution && certificate, fmt::format("an opening plan names what the world does not hold: {} {}",
                                                      plan.institution, plan.certificate));
  const core::PlanId id = tx.plans().find_or_make({institution->id, certificate->id, plan.level, plan.year}).id;
  auto carried = entry_of(context, id, core::EntryKind::carried, plan.declared_on);
  carried.headcount = plan.headcount;
  carried.declared_on = plan.declared_on;
  tx.plans().append(carried);
  if (plan.examined == 0) return;
  auto examined = entry_of(context, id, core::EntryKind::examined, plan.examined_on.value_or(plan.declared_on));
  examined.headcount = plan.examined;
  tx.plans().append(examined);
}

void load_world(ports::Transaction& tx, const Context& context, const World& world) {
  for (const core::Bureau& bureau : world.bureaus) {
    tx.catalogue().put_bureau(bureau);
    add_account(tx, bureau.code, bureau.name, core::Role::bureau_reviewer, {}, bureau.code);
  }
  for (const core::Institution& institution : world.institutions) {
    const auto id = tx.catalogue().put_institution(institution, context.now);
    add_account(tx, institution.code, institution.name, core::Role::institution_clerk, id);
  }
  for (const core::Certificate& certificate : world.certificates) tx.catalogue().put_certificate(certificate, {});
  for (const OpeningPlan& plan : world.plans) carry_plan(tx, context, plan);
  add_account(tx, "department", "省教育厅", core::Role::department_reviewer);
  add_account(tx, "office", "省推进办", core::Role::office);
  add_account(tx, "auditor", "审计员", core::Role::auditor);
  add_account(tx, "system", "系统管理员", core::Role::system_administrator);
  add_account(tx, "security", "安全管理员", core::Role::security_administrator);
  append_audit(tx, context, {"world-load", "world", "ok", fmt::format("{} plans", world.plans.size())});
}

}  // namespace kaoji::usecases
