#include "usecases/application_actions.hpp"

#include "usecases/application_facts.hpp"

namespace kaoji::usecases {

namespace {

/// An act that the table alone decides: status and role.
ActionState by_table(const Context& context, const ReachedApplication& reached, std::string_view name, core::Act act) {
  ActionState state{name, false, std::nullopt, std::nullopt, std::nullopt};
  const auto access = core::access(context.actor, reached.institution, act, reached.application.status);
  state.allowed = access == core::Access::granted;
  if (access == core::Access::wrong_state) state.why = not_awaiting(context, reached);
  return state;
}

/// The window of a stage for this application; nothing for an increase.
std::optional<core::DayWindow> window_of(ports::Transaction& tx, const Context& context,
                                         const ReachedApplication& reached, core::Stage stage) {
  const auto round = context.book.round(reached.application.round);
  if (!round) return std::nullopt;
  const auto extensions = tx.grants().extensions_for(reached.institution.code, reached.institution.bureau);
  return core::window_for(*round, stage, extensions, reached.institution.code, reached.institution.bureau);
}

void set_span(const Context& context, const core::DayWindow& window, ActionState& state) {
  const base::Zone& zone = context.book.zone(context.now);
  const auto opens = base::start_of(zone, window.first);
  if (opens > context.now) state.opens = opens;
  state.closes = base::start_of(zone, base::plus_days(window.last, 1));
}

ActionState submit_state(ports::Transaction& tx, const Context& context, const ReachedApplication& reached) {
  ActionState state = by_table(context, reached, "submit", core::Act::application_submit);
  if (!state.allowed) return state;
  const auto facts = submission_facts(tx, context, reached.application, reached.institution);
  const auto assessment = core::assess_submission(context.book, reached.application, facts, context.now);
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

ActionState review_state(ports::Transaction& tx, const Context& context, const ReachedApplication& reached,
                         core::Decision decision) {
  ActionState state = by_table(context, reached, core::to_text(decision), core::Act::application_review);
  if (!state.allowed) return state;
  const bool by_bureau = core::bureau_reviews(context.policy(), reached.institution);
  const auto stage = core::stage_of(reached.application.status, by_bureau);
  const bool own_desk =
      stage && (*stage == core::Stage::preliminary) == (context.actor.role == core::Role::bureau_reviewer);
  if (!own_desk) {
    state.allowed = false;
    state.why = not_awaiting(context, reached);
    return state;
  }
  if (const auto window = window_of(tx, context, reached, *stage)) set_span(context, *window, state);
  // The note is asked for when the act is done: what counts here is whether it could be.
  const core::ReviewWish wish{decision, "—", {}};
  const auto facts = review_facts(tx, context, reached.application, reached.institution);
  const auto assessment = core::assess_review(context.book, reached.application, facts, wish, context.now);
  if (assessment.findings.empty()) return state;
  // A finding on single lines is no bar: the reviewer may except them.
  const core::Finding& headline = assessment.findings.headline();
  state.why = headline;
  state.allowed = headline.code != core::Code::window_closed;
  return state;
}

}  // namespace

std::vector<ActionState> actions_on(ports::Transaction& tx, const Context& context, const ReachedApplication& reached) {
  std::vector<ActionState> states;
  const core::Role role = context.actor.role;
  states.push_back(by_table(context, reached, "print", core::Act::form_print));
  if (core::may_ever(role, core::Act::application_save)) {
    states.push_back(by_table(context, reached, "save", core::Act::application_save));
    states.push_back(by_table(context, reached, "discard", core::Act::application_discard));
    states.push_back(by_table(context, reached, "upload", core::Act::scan_upload));
    states.push_back(submit_state(tx, context, reached));
    states.push_back(by_table(context, reached, "withdraw", core::Act::application_withdraw));
  }
  if (core::may_ever(role, core::Act::application_review)) {
    for (const auto decision : {core::Decision::pass, core::Decision::give_back, core::Decision::reject}) {
      states.push_back(review_state(tx, context, reached, decision));
    }
  }
  return states;
}

}  // namespace kaoji::usecases
