#include "usecases/application_actions.hpp"

#include "usecases/application_facts.hpp"
#include "usecases/claim_application.hpp"

namespace kaoji::usecases {

namespace {

/// Why an act cannot be done in this state: one sentence for all of them, made when the first one needs it.
class WrongState {
 public:
  WrongState(const Context& context, const ReachedApplication& reached) : context_(context), reached_(reached) {}
  const core::Finding& why() {
    if (!why_) why_ = not_awaiting(context_, reached_);
    return *why_;
  }

 private:
  const Context& context_;
  const ReachedApplication& reached_;
  std::optional<core::Finding> why_;
};

/// An act that the table alone decides: status and role.
ActionState by_table(const Context& context, const ReachedApplication& reached, WrongState& wrong,
                     std::string_view name, core::Act act) {
  ActionState state{name, false, std::nullopt, std::nullopt, std::nullopt};
  const auto access = core::access(context.actor, reached.institution, act, reached.application.status);
  state.allowed = access == core::Access::granted;
  if (access == core::Access::wrong_state) state.why = wrong.why();
  return state;
}

void set_span(const Context& context, const core::DayWindow& window, ActionState& state) {
  const base::Zone& zone = context.book.zone(context.now);
  const auto opens = base::start_of(zone, window.first);
  if (opens > context.now) state.opens = opens;
  state.closes = base::start_of(zone, base::plus_days(window.last, 1));
}

ActionState submit_state(const Context& context, const ReachedApplication& reached, WrongState& wrong,
                         const std::optional<AssessedSubmission>& submission) {
  ActionState state = by_table(context, reached, wrong, "submit", core::Act::application_submit);
  if (!state.allowed) return state;
  base::check(submission.has_value(), "an application that can be submitted was not assessed");
  const auto& [facts, assessment] = *submission;
  if (assessment.round) {
    const core::Stage stage =
        reached.application.status == core::Status::returned ? reached.application.returned_by : core::Stage::submit;
    const auto window = core::window_for(*assessment.round, stage, facts.extensions, reached.institution.code,
                                         reached.institution.bureau);
    state.closes = base::start_of(context.book.zone(context.now), base::plus_days(window.last, 1));
  }
  if (assessment.findings.empty()) return state;
  state.allowed = false;
  state.why = assessment.findings.headline();
  if (state.why->next_window) {
    state.opens = base::start_of(context.book.zone(context.now), state.why->next_window->first);
  }
  return state;
}

/// The stage whose decision is the actor's to take now; nothing: it is not theirs.
std::optional<core::Stage> own_stage(const Context& context, const ReachedApplication& reached) {
  if (!on_own_desk(context, reached)) return std::nullopt;
  return core::stage_of(reached.application.status, core::bureau_reviews(context.policy(), reached.institution));
}

/// Bars an act that is possible but for the claim of the application.
void bar(ActionState& state, std::optional<core::Finding> against) {
  if (!state.allowed || !against) return;
  state.allowed = false;
  state.why = std::move(against);
}

/// Claiming and releasing, where the policy asks for claims.
void add_claim_states(const Context& context, const ReachedApplication& reached, WrongState& wrong,
                      const core::ClaimRule& rule, std::vector<ActionState>& states) {
  if (!rule.asked_for()) return;
  const bool own = on_own_desk(context, reached);
  for (const std::string_view name : {"claim", "release"}) {
    ActionState& state = states.emplace_back(by_table(context, reached, wrong, name, core::Act::application_claim));
    if (!own) bar(state, wrong.why());
    bar(state, name == "claim" ? rule.against_claiming() : rule.against_releasing());
  }
}

/// The three decisions, which rest on the same facts.
void add_review_states(ports::Transaction& tx, const Context& context, const ReachedApplication& reached,
                       WrongState& wrong, const std::vector<core::Extension>& extensions, const core::ClaimRule& rule,
                       std::vector<ActionState>& states) {
  const auto stage = own_stage(context, reached);
  std::optional<core::ReviewFacts> facts;
  for (const auto decision : {core::Decision::pass, core::Decision::give_back, core::Decision::reject}) {
    ActionState& state =
        states.emplace_back(by_table(context, reached, wrong, core::to_text(decision), core::Act::application_review));
    if (!state.allowed) continue;
    if (!stage) {
      state.allowed = false;
      state.why = wrong.why();
      continue;
    }
    if (const auto round = context.book.round(reached.application.round)) {
      set_span(context,
               core::window_for(*round, *stage, extensions, reached.institution.code, reached.institution.bureau),
               state);
    }
    bar(state, rule.against_decision(context.actor.login));
    if (!state.allowed) continue;
    if (!facts) facts = review_facts(tx, context, reached.application, reached.institution);
    // The note is asked for when the act is done: what counts here is whether it could be.
    const core::ReviewWish wish{decision, "—", {}};
    const auto assessment = core::assess_review(context.book, reached.application, *facts, wish, context.now);
    if (assessment.findings.empty()) continue;
    // A finding on single lines is no bar: the reviewer may except them.
    const core::Finding& headline = assessment.findings.headline();
    state.why = headline;
    state.allowed = headline.code != core::Code::window_closed;
  }
}

}  // namespace

std::optional<AssessedSubmission> assess_if_open(ports::Transaction& tx, const Context& context,
                                                 const ReachedApplication& reached) {
  if (!core::with_institution(reached.application.status)) return std::nullopt;
  AssessedSubmission submission{submission_facts(tx, context, reached.application, reached.institution), {}};
  submission.assessment = core::assess_submission(context.book, reached.application, submission.facts, context.now);
  return submission;
}

std::vector<ActionState> actions_on(ports::Transaction& tx, const Context& context, const ReachedApplication& reached,
                                    const std::optional<AssessedSubmission>& submission,
                                    const std::vector<core::Extension>& extensions) {
  std::vector<ActionState> states;
  WrongState wrong(context, reached);
  const core::Role role = context.actor.role;
  const core::ClaimRule rule = claim_rule(tx, context, reached.application.id);
  states.push_back(by_table(context, reached, wrong, "print", core::Act::form_print));
  if (core::may_ever(role, core::Act::application_save)) {
    states.push_back(by_table(context, reached, wrong, "save", core::Act::application_save));
    states.push_back(by_table(context, reached, wrong, "discard", core::Act::application_discard));
    states.push_back(by_table(context, reached, wrong, "upload", core::Act::scan_upload));
    states.push_back(submit_state(context, reached, wrong, submission));
    bar(states.emplace_back(by_table(context, reached, wrong, "withdraw", core::Act::application_withdraw)),
        rule.against_withdrawal());
  }
  if (core::may_ever(role, core::Act::application_review)) {
    add_claim_states(context, reached, wrong, rule, states);
    add_review_states(tx, context, reached, wrong, extensions, rule, states);
  }
  return states;
}

}  // namespace kaoji::usecases
