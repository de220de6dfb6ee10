#include "usecases/work_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/access/masked.hpp"
#include "usecases/canonical_text.hpp"
#include "usecases/narrowed_scope.hpp"
#include "usecases/reveal_contact.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kAllSchedules = 1'000'000;

using SchedulesOfPlans = std::unordered_map<core::PlanId, std::vector<core::Schedule>>;

SchedulesOfPlans schedules_from(ports::Transaction& tx, const ports::Scope& scope, base::Date first) {
  ports::ScheduleFilter filter;
  filter.scope = scope;
  filter.limit = kAllSchedules;
  SchedulesOfPlans schedules;
  for (ports::ScheduleRow& row : tx.assessments().schedules(filter)) {
    if (row.schedule.planned_on >= first) schedules[row.schedule.plan].push_back(std::move(row.schedule));
  }
  return schedules;
}

ports::WorkPlanRow planned_row(const ports::WorkPlanRow& plan, const core::Schedule& schedule, bool whole_contacts) {
  ports::WorkPlanRow row = plan;
  row.scheduled = true;
  row.training_from = schedule.training.from;
  row.training_to = schedule.training.to;
  row.planned_on = schedule.planned_on;
  row.place = schedule.place;
  row.contact = whole_contacts ? schedule.contact : core::masked_contact(schedule.contact);
  row.headcount = schedule.headcount;
  row.rate_fen = schedule.rate.value_or(0);
  return row;
}

/// A plan's rows: what is planned, and who is left over. An assessment whose day has passed has been reported, or its
/// persons are among those left.
void rows_of_plan(const ports::PlanRow& plan, const std::vector<core::Schedule>& schedules, const Context& context,
                  const std::function<void(const ports::WorkPlanRow&)>& row) {
  ports::WorkPlanRow bare;
  bare.institution_code = plan.institution_code;
  bare.institution_name = plan.institution_name;
  bare.certificate = plan.certificate_name;
  bare.level = core::to_text(plan.plan.key.level);
  bare.plan_year = plan.plan.key.year;
  bare.left = plan.plan.balance.headcount - plan.plan.balance.examined;
  std::int64_t unplanned = bare.left;
  for (const core::Schedule& schedule : schedules) {
    if (schedule.planned_on < context.today()) continue;
    row(planned_row(bare, schedule, shows_contacts(context, plan.plan.key.institution)));
    unplanned -= schedule.headcount;
  }
  if (unplanned <= 0) return;
  bare.headcount = unplanned;
  row(bare);
}

/// Whose plan it is, and whether of several institutions.
void name_owner(ports::Transaction& tx, const ports::Scope& scope, ports::WorkPlan& plan) {
  plan.of_several = !scope.institution;
  if (scope.institution) {
    const auto institution = tx.catalogue().institution(*scope.institution);
    base::check(institution.has_value(), "an institution within reach is not there");
    plan.whose = fmt::format("{}（{}）", institution->name, institution->code);
  } else if (const auto bureau = tx.catalogue().bureau(scope.bureau); bureau) {
    plan.whose = bureau->name;
  } else {
    plan.whose = "全省";
  }
}

/// docs/forms.md describes the text.
std::string work_plan_digest(const ports::WorkPlan& plan, const ports::Crypto& crypto) {
  const auto day = [](const std::optional<base::Date>& on) { return on ? base::to_text(*on) : std::string(); };
  std::string text;
  add_field(text, "kaoji-work-plan-1");
  add_field(text, plan.whose);
  add_field(text, plan.round_title);
  add_field(text, fmt::format("{}", plan.rows.size()));
  for (const ports::WorkPlanRow& row : plan.rows) {
    add_field(text, row.institution_code);
    add_field(text, row.certificate);
    add_field(text, row.level);
    add_field(text, day(row.training_from));
    add_field(text, day(row.training_to));
    add_field(text, day(row.planned_on));
    add_field(text, fmt::format("{} {} {}", row.plan_year, row.headcount, row.rate_fen));
  }
  return crypto.sm3(text);
}

}  // namespace

Outcome<std::optional<core::Round>> each_work_plan_row(ports::Transaction& tx, const Context& context,
                                                       const WorkPlanQuery& query,
                                                       const std::function<void(const ports::WorkPlanRow&)>& row) {
  if (!core::may_ever(context.actor.role, core::Act::work_plan_print)) return not_yours();
  const auto round = context.book.round_of_year(query.year, query.round);
  if (!round) return std::optional<core::Round>{};
  const auto scope =
      narrowed_scope(tx, context, core::Act::work_plan_print, {query.institution, query.bureau, std::nullopt});
  if (!scope) return not_yours();
  const base::Date first = round->window(core::Stage::submit).first;
  const SchedulesOfPlans schedules = schedules_from(tx, *scope, first);
  static const std::vector<core::Schedule> none;
  ports::PlanFilter filter;
  filter.institution = scope->institution;
  filter.bureau = scope->bureau;
  filter.live_only = true;
  filter.live_year = context.year();
  tx.plans().each_plan(filter, [&](const ports::PlanRow& plan) {
    const auto found = schedules.find(plan.plan.id);
    rows_of_plan(plan, found == schedules.end() ? none : found->second, context, row);
  });
  return round;
}

Outcome<std::optional<ports::WorkPlan>> work_plan(ports::Transaction& tx, const Context& context,
                                                  const WorkPlanQuery& query) {
  ports::WorkPlan plan;
  const auto round = each_work_plan_row(tx, context, query, [&plan](const ports::WorkPlanRow& row) {
    if (plan.rows.size() <= kMostPrintedRows) plan.rows.push_back(row);
  });
  if (!round) return round.error();
  if (!*round) return std::optional<ports::WorkPlan>{};
  const auto scope =
      narrowed_scope(tx, context, core::Act::work_plan_print, {query.institution, query.bureau, std::nullopt});
  base::check(scope.has_value(), "a scope that was there is gone");
  name_owner(tx, *scope, plan);
  plan.round_title = fmt::format("{}年{}", query.year, (*round)->label);
  plan.made_on = context.today();
  std::ranges::stable_sort(plan.rows, {}, [](const ports::WorkPlanRow& row) {
    return std::tuple(std::string_view(row.institution_code), std::string_view(row.certificate),
                      std::string_view(row.level), row.plan_year);
  });
  plan.digest = work_plan_digest(plan, context.crypto);
  return std::optional(std::move(plan));
}

}  // namespace kaoji::usecases
