#include "usecases/run_exit.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "core/refusal/blank.hpp"
#include "usecases/exit_questions.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kWholeProvince = 100'000'000;
constexpr int kEntriesOfAPlan = 1'000'000;

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
  ports::Notice notice;
  notice.kind = ports::kApplicationVoided;
  notice.institution = application.institution;
  notice.application = application.id;
  notice.year = context.year();
  notice.sender = context.actor.login;
  notice.created_at = context.now;
  tx.notices().insert(notice);
}

/// The awaiting applications that touch one of the plans, each once, in the order of ids.
std::vector<core::ApplicationId> touched(ports::Transaction& tx, const std::vector<ExitedPlan>& exited) {
  std::set<core::PlanId> plans;
  for (const ExitedPlan& each : exited) plans.insert(each.row.plan.id);
  std::set<core::ApplicationId> ids;
  for (const auto& [application, plan] : tx.applications().awaiting_plans()) {
    if (plans.contains(plan)) ids.insert(application);
  }
  return {ids.begin(), ids.end()};
}

core::ExitSearch search_now(const Context& context) {
  const auto search = core::exit_search(context.book, context.year(), context.now);
  base::check(search.has_value(), "a forced exit without a search");
  return *search;
}

/// The entry that takes this one back, if any.
std::optional<ports::EntryRow> reversal_of(ports::Transaction& tx, const core::LedgerEntry& entry) {
  ports::EntryFilter filter;
  filter.plan = entry.plan;
  filter.kind = core::EntryKind::exited;
  filter.limit = kEntriesOfAPlan;
  for (ports::EntryRow& row : tx.plans().entry_rows(filter)) {
    if (row.entry.reverses == entry.id) return std::move(row);
  }
  return std::nullopt;
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
  std::map<core::InstitutionId, ports::Notice> notices;
  for (const ExitedPlan& exited : run.exited) {
    ports::Notice& notice = notices[exited.row.plan.key.institution];
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

/// Tells the institution that its plan is back, and why.
void tell_reversal(ports::Transaction& tx, const Context& context, const core::Plan& plan,
                   const core::LedgerEntry& exit, const std::string& reason) {
  ports::Notice notice;
  notice.kind = ports::kExitReversed;
  notice.institution = plan.key.institution;
  notice.plan = plan.id;
  notice.year = base::year_of(exit.effective_on);
  notice.plans = 1;
  notice.headcount = exit.headcount;
  notice.note = reason;
  notice.sender = context.actor.login;
  notice.created_at = context.now;
  tx.notices().insert(notice);
}

}  // namespace

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
  ports::ExitFilter filter = exit_filter(search);
  filter.held = false;
  filter.limit = kWholeProvince;
  for (ports::ExitCandidate& candidate : tx.plans().exit_candidates(filter)) {
    const std::int64_t headcount = core::live(candidate.row.plan.balance, context.year());
    run.exited.push_back({std::move(candidate.row), headcount});
    run.record.headcount += headcount;
  }
  run.record.plans = static_cast<std::int64_t>(run.exited.size());
  for (const core::ApplicationId id : touched(tx, run.exited)) {
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

Outcome<ports::EntryRow> reverse_exit(ports::Transaction& tx, const Context& context, core::EntryId exit,
                                      const std::string& reason) {
  const AuditedAct act{core::Act::exit_reverse, object_name("entry", exit.value)};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  if (core::is_blank(reason)) {
    core::Findings findings;
    findings.add(core::FindingBuilder(core::Code::note_required)
                     .field("reason")
                     .word("what_zh", "冲销")
                     .word("what_en", "A counter-entry")
                     .done());
    return record_refused(tx, context, act, std::move(findings));
  }
  const auto entry = tx.plans().entry(exit);
  if (!entry || entry->kind != core::EntryKind::exited || entry->reverses.some()) {
    return record_not_yours(tx, context, act);
  }
  const auto plan = tx.plans().plan(entry->plan);
  base::check(plan.has_value(), "an entry's plan is not there");
  static_cast<void>(tx.catalogue().lock_institution(plan->key.institution));
  if (auto before = reversal_of(tx, *entry)) return *std::move(before);
  core::LedgerEntry counter = core::exit_reversal(*entry, context.today(), context.now);
  counter.recorded_at = context.now;
  counter.actor = context.actor.login;
  counter.reason = reason;
  tx.plans().append(counter);
  const int year = base::year_of(entry->effective_on);
  if (year == context.year()) {
    tx.grants().insert_hold({0, entry->plan, year, reason, context.now, context.actor.login, {}, {}, {}});
  }
  tell_reversal(tx, context, *plan, *entry, reason);
  record_done(tx, context, act, fmt::format("plan {} headcount {}: {}", entry->plan.value, entry->headcount, reason));
  auto made = reversal_of(tx, *entry);
  base::check(made.has_value(), "a counter-entry that was just made is not there");
  return *std::move(made);
}

}  // namespace kaoji::usecases
