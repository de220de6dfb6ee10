#include "usecases/actions_now.hpp"

#include <algorithm>
#include <array>

#include "usecases/application_facts.hpp"
#include "usecases/grants.hpp"
#include "usecases/run_exit.hpp"

namespace kaoji::usecases {

namespace {

using core::Act;

constexpr std::array kSubmittedKinds{core::ApplicationKind::new_plans, core::ApplicationKind::increase,
                                     core::ApplicationKind::decrease};
/// Acts that the role alone decides, beside those below that have rules of their own.
constexpr std::array kByRole{
    Act::hold_place,        Act::hold_lift,          Act::exit_reverse,      Act::registration_confirm,
    Act::institution_add,   Act::institution_change, Act::certificate_add,   Act::certificate_change,
    Act::catalogue_import,  Act::closure_create,     Act::closure_delete,    Act::admission_grant,
    Act::platform_switch,   Act::account_add,        Act::account_change,    Act::account_disable,
    Act::account_reset,     Act::account_unlock,     Act::factor_reset,      Act::announcement_write,
    Act::contact_write,     Act::reconcile_upload,   Act::reconcile_compare, Act::reconcile_decide,
    Act::reconcile_explain, Act::policy_save,        Act::policy_trial,      Act::policy_enact,
    Act::edition_freeze,    Act::audit_verify};
/// What an institution does with its plans once there are any.
constexpr std::array kOnPlans{Act::assessment_record, Act::assessment_reverse, Act::fee_record, Act::assessment_import,
                              Act::schedule_record};

std::vector<core::Role> roles_of(Act act) {
  std::vector<core::Role> roles;
  for (std::size_t i = 0; i < core::kRoleCount; ++i) {
    const auto role = static_cast<core::Role>(i);
    if (core::may_ever(role, act)) roles.push_back(role);
  }
  return roles;
}

/// The act as its rule sees it: `barred` is what stands against it.
ActNow act_now(const Context& context, Act act, std::optional<core::Finding> barred,
               std::optional<core::ApplicationKind> kind = std::nullopt) {
  ActNow now{{core::to_text(act), false, std::nullopt, std::nullopt, std::nullopt}, kind, roles_of(act)};
  if (!core::may_ever(context.actor.role, act)) barred = not_yours().findings.headline();
  now.state.allowed = !barred;
  if (barred && barred->next_window) {
    now.state.opens = base::start_of(context.book.zone(context.now), barred->next_window->first);
  }
  now.state.why = std::move(barred);
  return now;
}

/// Does the finding stand whatever the lines of the application are?
bool of_the_institution(const core::Finding& finding) {
  return finding.code == core::Code::not_registered || finding.code == core::Code::window_closed ||
         finding.code == core::Code::platform_closed || finding.code == core::Code::not_admitted;
}

/// What bars the institution from submitting anything of this kind now.
ActNow submit_now(ports::Transaction& tx, const Context& context, core::ApplicationKind kind,
                  const core::Institution& institution) {
  core::Application empty;
  empty.kind = kind;
  empty.institution = institution.id;
  const auto facts = submission_facts(tx, context, empty, institution);
  const auto assessment = core::assess_submission(context.book, empty, facts, context.now);
  core::Findings standing;
  for (const core::Finding& each : assessment.findings.all()) {
    if (of_the_institution(each)) standing.add(each);
  }
  ActNow now = act_now(context, Act::application_submit,
                       standing.empty() ? std::nullopt : std::optional(standing.headline()), kind);
  if (assessment.round && now.state.allowed) {
    const auto window = core::window_for(*assessment.round, core::Stage::submit, facts.extensions, institution.code,
                                         institution.bureau);
    now.state.closes = base::start_of(context.book.zone(context.now), base::plus_days(window.last, 1));
  }
  return now;
}

void add_declaring(ports::Transaction& tx, const Context& context, const std::optional<core::Institution>& own,
                   std::vector<ActNow>& all) {
  for (const auto kind : kSubmittedKinds) all.push_back(act_now(context, Act::application_create, std::nullopt, kind));
  for (const auto kind : kSubmittedKinds) {
    all.push_back(own ? submit_now(tx, context, kind, *own)
                      : act_now(context, Act::application_submit, std::nullopt, kind));
  }
}

/// An assessment is planned and recorded on a plan of one's own.
std::optional<core::Finding> without_plan(ports::Transaction& tx, const Context& context,
                                          const std::optional<core::Institution>& own) {
  if (!own || tx.plans().live_total(own->id, context.year()) > 0) return std::nullopt;
  return core::FindingBuilder(core::Code::no_such_plan).word("about", own->name).done();
}

ActNow exit_now(const Context& context) {
  ActNow now = act_now(context, Act::exit_run, core::check_exit_window(context.book, context.now));
  const auto window = context.policy().exit_window_of(context.year());
  if (now.state.allowed && window) {
    now.state.closes = base::start_of(context.book.zone(context.now), base::plus_days(window->last, 1));
  }
  return now;
}

}  // namespace

std::vector<ActNow> actions_now(ports::Transaction& tx, const Context& context) {
  std::vector<ActNow> all;
  const bool clerk = context.actor.role == core::Role::institution_clerk;
  const auto own = clerk ? tx.catalogue().institution(context.actor.institution) : std::nullopt;
  add_declaring(tx, context, own, all);
  const auto planless = without_plan(tx, context, own);
  for (const Act act : kOnPlans) all.push_back(act_now(context, act, planless));
  for (const Act act : {Act::package_print, Act::archive_make, Act::work_plan_print, Act::reminder_send})
    all.push_back(act_now(context, act, no_round_opened(context, std::nullopt)));
  all.push_back(exit_now(context));
  all.push_back(act_now(context, Act::waiver_grant, no_round_opened(context, core::ApplicationKind::decrease)));
  all.push_back(act_now(context, Act::extension_grant, no_round_opened(context, std::nullopt)));
  for (const Act act : kByRole) all.push_back(act_now(context, act, std::nullopt));
  return all;
}

}  // namespace kaoji::usecases
