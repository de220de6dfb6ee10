#include "usecases/run_exit.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace kaoji::usecases {

namespace {

/// Is the plan of someone whom the actor's role reaches?
bool within(const std::optional<ports::Scope>& scope, const core::Institution& institution) {
  if (!scope) return false;
  if (scope->institution) return *scope->institution == institution.id;
  return scope->bureau.empty() || scope->bureau == institution.bureau;
}

std::vector<ports::PlanRow> within_reach(ports::Transaction& tx, const Context& context,
                                         std::vector<ports::PlanRow> rows) {
  const auto scope = reach(context, core::Act::exit_preview);
  if (scope && !scope->institution && scope->bureau.empty()) return rows;
  std::erase_if(rows, [&](const ports::PlanRow& row) {
    const auto institution = tx.catalogue().institution(row.plan.key.institution);
    return !institution || !within(scope, *institution);
  });
  return rows;
}

/// Plans that would exit, were there no hold on them this year.
std::vector<ports::PlanRow> held_rows(ports::Transaction& tx, const core::ExitSearch& search, int live_year) {
  std::vector<ports::PlanRow> rows;
  for (const ports::Hold& hold : tx.grants().holds(search.year)) {
    auto row = tx.plans().plan_row(hold.plan);
    if (row && core::exits(row->plan.balance, search, live_year)) rows.push_back(std::move(*row));
  }
  return rows;
}

void void_application(ports::Transaction& tx, const Context& context, const std::string& clause,
                      core::Application application) {
  application.status = core::Status::voided;
  application.version += 1;
  application.updated_at = context.now;
  application.decided_at = context.now;
  tx.applications().update(application);
  ports::ApplicationEvent event;
  event.at = context.now;
  event.event = "voided";
  event.actor = context.actor.login;
  event.revision = application.revision;
  event.note = "所涉考核计划已强制退出";
  event.policy_id = context.policy().id;
  event.clause = clause;
  tx.applications().append_event(application.id, event);
  ports::DeskNotice notice;
  notice.kind = ports::kApplicationVoided;
  notice.institution = application.institution;
  notice.application = application.id;
  notice.year = context.year();
  notice.sender = context.actor.login;
  notice.created_at = context.now;
  tx.notices().insert(notice);
}

/// The awaiting applications that touch one of the plans, each once, in the order of ids.
std::vector<core::ApplicationId> touched(ports::Transaction& tx, const std::vector<ports::PlanRow>& rows) {
  std::set<core::ApplicationId> ids;
  for (const ports::PlanRow& row : rows) {
    for (const core::ApplicationId id : tx.applications().awaiting_on_plan(row.plan.id)) ids.insert(id);
  }
  return {ids.begin(), ids.end()};
}

core::ExitSearch search_now(const Context& context) {
  const auto search = core::exit_search(context.book, context.year(), context.now);
  base::check(search.has_value(), "a forced exit without a search");
  return *search;
}

void take_out(ports::Transaction& tx, const Context& context, ExitRun& run) {
  for (const ExitedPlan& exited : run.exited) {
    core::LedgerEntry entry = core::exit_entry(exited.row.plan, context.today(), context.now);
    entry.recorded_at = context.now;
    entry.actor = context.actor.login;
    entry.reason = fmt::format("{}年度强制退出", run.record.year);
    tx.plans().append(entry);
  }
}

/// Tells each institution, once for the run, what it lost.
void tell_institutions(ports::Transaction& tx, const Context& context, const ExitRun& run) {
  std::map<core::InstitutionId, ports::DeskNotice> notices;
  for (const ExitedPlan& exited : run.exited) {
    ports::DeskNotice& notice = notices[exited.row.plan.key.institution];
    ++notice.plans;
    notice.headcount += exited.headcount;
  }
  for (auto& [institution, notice] : notices) {
    notice.kind = ports::kPlanExited;
    notice.institution = institution;
    notice.year = run.record.year;
    notice.sender = context.actor.login;
    notice.created_at = context.now;
    tx.notices().insert(notice);
  }
}

}  // namespace

Outcome<std::optional<ExitPreview>> preview_exit(ports::Transaction& tx, const Context& context, int year) {
  if (!core::may_ever(context.actor.role, core::Act::exit_preview)) return not_yours();
  const auto search = core::exit_search(context.book, year, context.now);
  if (!search) return std::optional<ExitPreview>{};
  ExitPreview preview{*search, context.policy().exit_clause, {}, {}};
  preview.candidates = within_reach(tx, context, tx.plans().exit_candidates(year, search->declared_by, context.year()));
  preview.held = within_reach(tx, context, held_rows(tx, *search, context.year()));
  return std::optional(std::move(preview));
}

Outcome<ExitRun> run_exit(ports::Transaction& tx, const Context& context, bool dry_run) {
  const AuditedAct act{core::Act::exit_run, object_name("year", context.year())};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  ExitRun run;
  run.record = {0, context.year(), context.now, context.actor.login, 0, 0};
  if (auto closed = core::check_exit_window(context.book, context.now)) run.findings.add(std::move(*closed));
  if (!run.findings.empty() && !dry_run) return record_refused(tx, context, act, std::move(run.findings));
  if (!core::exit_search(context.book, context.year(), context.now)) return run;
  if (!dry_run) tx.catalogue().lock_all_institutions();
  const core::ExitSearch search = search_now(context);
  const auto rows = tx.plans().exit_candidates(search.year, search.declared_by, context.year());
  for (const ports::PlanRow& row : rows) {
    run.exited.push_back({row, core::live(row.plan.balance, context.year())});
    run.record.headcount += run.exited.back().headcount;
  }
  run.record.plans = static_cast<std::int64_t>(rows.size());
  for (const core::ApplicationId id : touched(tx, rows)) {
    auto application = tx.applications().application(id);
    base::check(application.has_value(), "an awaiting application is not there");
    run.voided.push_back({id, application->number});
    if (!dry_run) void_application(tx, context, context.policy().exit_clause, std::move(*application));
  }
  if (dry_run) return run;
  take_out(tx, context, run);
  tell_institutions(tx, context, run);
  run.record.id = tx.records().insert_exit_run(run.record);
  record_done(tx, context, act, fmt::format("{} plans {} persons", run.record.plans, run.record.headcount));
  return run;
}

Outcome<std::vector<ExitRun>> list_exit_runs(ports::Transaction& tx, const Context& context) {
  if (!core::may_ever(context.actor.role, core::Act::exit_run_list)) return not_yours();
  std::vector<ExitRun> runs;
  for (ports::ExitRunRecord& record : tx.records().exit_runs()) {
    ExitRun run;
    run.record = std::move(record);
    ports::EntryFilter filter;
    filter.kind = core::EntryKind::exited;
    filter.recorded_at = run.record.ran_at;
    filter.limit = static_cast<int>(run.record.plans);
    for (const ports::EntryRow& entry : tx.plans().entry_rows(filter)) {
      auto row = tx.plans().plan_row(entry.entry.plan);
      base::check(row.has_value(), "an entry's plan is not there");
      run.exited.push_back({std::move(*row), entry.entry.headcount});
    }
    for (const ports::ApplicationRow& each : tx.applications().voided_at(run.record.ran_at)) {
      run.voided.push_back({each.id, each.number});
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace kaoji::usecases
