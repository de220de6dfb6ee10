#include "usecases/assessments.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "core/access/masked.hpp"
#include "usecases/narrowed_scope.hpp"

namespace kaoji::usecases {

namespace {

using core::Act;

/// The assessment on which the actor may do `act`, its institution locked; nothing: not the actor's.
std::optional<ports::AssessmentRow> own_assessment(ports::Transaction& tx, const Context& context, Act act,
                                                   core::EntryId id) {
  const auto found = tx.assessments().assessment(id);
  if (!found) return std::nullopt;
  const auto institution = tx.catalogue().institution(found->row.key.institution);
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
  static_cast<void>(tx.catalogue().lock_institution(institution->id));
  return tx.assessments().assessment(id);
}

std::optional<ports::ScheduleRow> own_schedule(ports::Transaction& tx, const Context& context, Act act,
                                               core::ScheduleId id) {
  const auto found = tx.assessments().schedule(id);
  if (!found) return std::nullopt;
  const auto institution = tx.catalogue().institution(found->key.institution);
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
  static_cast<void>(tx.catalogue().lock_institution(institution->id));
  return tx.assessments().schedule(id);
}

core::Fee fee_of(const Context& context, core::EntryId assessment, const core::FeeWish& wish, std::string reason) {
  return {assessment, wish, std::move(reason), context.now, context.actor.login};
}

ports::AssessmentRow assessment_there(ports::Transaction& tx, core::EntryId id) {
  auto row = tx.assessments().assessment(id);
  base::check(row.has_value(), "an assessment that was just recorded is not there");
  return *std::move(row);
}

ports::ScheduleRow schedule_there(ports::Transaction& tx, core::ScheduleId id) {
  auto row = tx.assessments().schedule(id);
  base::check(row.has_value(), "a schedule that was just recorded is not there");
  return *std::move(row);
}

core::NamedPlan named_plan_of(ports::Transaction& tx, const ports::ScheduleRow& row) {
  PlanName name{row.institution_code, row.certificate_name, std::string(core::to_text(row.key.level)), row.key.year};
  return name_plan(tx, name, row.key.institution);
}

}  // namespace

core::Schedule schedule_of(const Context& context, core::ScheduleId id, core::PlanId plan,
                           const core::ScheduleWish& wish, std::string reason) {
  return {id,
          plan,
          wish.planned_on,
          wish.place,
          wish.headcount.value_or(0),
          wish.contact,
          false,
          std::move(reason),
          context.now,
          context.actor.login,
          wish.training,
          wish.rate};
}

Outcome<AssessmentPage> list_assessments(ports::Transaction& tx, const Context& context, Act act,
                                         const AssessmentQuery& query) {
  if (!core::may_ever(context.actor.role, act)) return not_yours();
  const auto scope = narrowed_scope(tx, context, act, {query.institution, query.bureau, std::nullopt});
  if (!scope) return AssessmentPage{};
  ports::AssessmentFilter filter;
  filter.scope = *scope;
  filter.plan = query.plan;
  filter.effective_year = query.year;
  filter.fee = query.fee;
  filter.today = context.today();
  filter.before = core::EntryId{query.before};
  filter.limit = query.limit;
  return AssessmentPage{tx.assessments().assessments(filter), tx.assessments().count_assessments(filter)};
}

Outcome<ports::AssessmentRow> report_assessment(ports::Transaction& tx, const Context& context, const PlanName& name,
                                                const AssessmentReport& report) {
  if (report.fee) {
    const AuditedAct act{Act::assessment_record, object_of_plan(name)};
    core::Findings findings = core::check_fee(std::nullopt, *report.fee, {}, report.wish.on, context.today());
    if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  }
  const auto recorded = record_assessment(tx, context, name, report.wish);
  if (!recorded) return recorded.error();
  const core::EntryId id = recorded->entry.id;
  if (!report.batch.empty()) tx.assessments().keep_batch(id, report.batch);
  if (report.fee) tx.assessments().append_fee(fee_of(context, id, *report.fee, {}));
  return assessment_there(tx, id);
}

Outcome<ports::AssessmentRow> reverse_assessment(ports::Transaction& tx, const Context& context, core::EntryId id,
                                                 const std::string& reason) {
  const AuditedAct act{Act::assessment_reverse, object_name("assessment", id.value)};
  const auto found = own_assessment(tx, context, act.act, id);
  if (!found) return record_not_yours(tx, context, act);
  const core::LedgerEntry& entry = found->row.entry;
  core::Findings findings = core::check_reversal(entry, found->reversed_by.some(), reason);
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  core::LedgerEntry reversal = core::reversal_of(entry, context.now);
  reversal.actor = context.actor.login;
  reversal.reason = reason;
  reversal.id = tx.plans().append(reversal);
  record_done(tx, context, act, fmt::format("entry {} examined {}: {}", reversal.id.value, reversal.headcount, reason));
  return assessment_there(tx, reversal.id);
}

Outcome<ports::AssessmentRow> record_fee(ports::Transaction& tx, const Context& context, core::EntryId id,
                                         const core::FeeWish& wish, const std::string& reason) {
  const AuditedAct act{Act::fee_record, object_name("assessment", id.value)};
  const auto found = own_assessment(tx, context, act.act, id);
  if (!found) return record_not_yours(tx, context, act);
  const core::LedgerEntry& entry = found->row.entry;
  core::Findings findings = core::check_stands(entry, found->reversed_by.some());
  findings.add(core::check_fee(found->fee, wish, reason, entry.effective_on, context.today()));
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  tx.assessments().append_fee(fee_of(context, id, wish, reason));
  record_done(tx, context, act,
              fmt::format("rate {} due {}{}", wish.rate, base::to_text(wish.due_on), wish.paid_on ? " paid" : ""));
  return assessment_there(tx, id);
}

Outcome<std::vector<ports::ScheduleRow>> list_schedules(ports::Transaction& tx, const Context& context, Act act,
                                                        const ScheduleQuery& query) {
  if (!core::may_ever(context.actor.role, act)) return not_yours();
  const auto scope = narrowed_scope(tx, context, act, {query.institution, query.bureau, std::nullopt});
  if (!scope) return std::vector<ports::ScheduleRow>{};
  ports::ScheduleFilter filter;
  filter.scope = *scope;
  filter.year = query.year;
  return tx.assessments().schedules(filter);
}

Outcome<ports::ScheduleRow> schedule_assessment(ports::Transaction& tx, const Context& context, const PlanName& name,
                                                const core::ScheduleWish& wish) {
  const AuditedAct act{Act::schedule_record, object_of_plan(name)};
  const auto named = find_own_plan(tx, context, act.act, name);
  if (!named) return record_not_yours(tx, context, act);
  core::Findings findings = core::check_schedule(*named, wish, context.today(), context.policy().exit_clause);
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  const core::ScheduleId id = tx.assessments().append_schedule(schedule_of(context, {}, named->plan->id, wish, {}));
  record_done(tx, context, act, fmt::format("schedule {} on {}", id.value, base::to_text(wish.planned_on)));
  return schedule_there(tx, id);
}

Outcome<ports::ScheduleRow> change_schedule(ports::Transaction& tx, const Context& context, core::ScheduleId id,
                                            const core::ScheduleWish& wished, const std::string& reason) {
  const AuditedAct act{Act::schedule_record, object_name("schedule", id.value)};
  const auto found = own_schedule(tx, context, act.act, id);
  if (!found) return record_not_yours(tx, context, act);
  core::ScheduleWish wish = wished;
  wish.contact = core::unmasked(wished.contact, found->schedule.contact, core::masked_contact(found->schedule.contact));
  core::Findings findings = core::check_stands(found->schedule);
  findings.add(core::check_schedule(named_plan_of(tx, *found), wish, context.today(), context.policy().exit_clause));
  findings.add(core::check_correction(reason, "更正考核安排", "Changing a schedule"));
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  tx.assessments().append_schedule(schedule_of(context, id, found->schedule.plan, wish, reason));
  record_done(tx, context, act, reason);
  return schedule_there(tx, id);
}

Outcome<ports::ScheduleRow> cancel_schedule(ports::Transaction& tx, const Context& context, core::ScheduleId id,
                                            const std::string& reason) {
  const AuditedAct act{Act::schedule_record, object_name("schedule", id.value)};
  const auto found = own_schedule(tx, context, act.act, id);
  if (!found) return record_not_yours(tx, context, act);
  core::Findings findings = core::check_stands(found->schedule);
  findings.add(core::check_correction(reason, "取消考核安排", "Cancelling a schedule"));
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  core::Schedule cancelled = found->schedule;
  cancelled.cancelled = true;
  cancelled.reason = reason;
  cancelled.recorded_at = context.now;
  cancelled.actor = context.actor.login;
  tx.assessments().append_schedule(cancelled);
  record_done(tx, context, act, reason);
  return schedule_there(tx, id);
}

}  // namespace kaoji::usecases
