#include "cli/replay/play.hpp"

#include <fmt/format.h>

namespace kaoji::cli::replay {

namespace {

std::string expectation(const Step& step) {
  return step.clause ? fmt::format("{} {}", step.expect, *step.clause) : step.expect;
}

std::string outcome(const Verdict& verdict) {
  return verdict.clause.empty() ? verdict.code : fmt::format("{} {}", verdict.code, verdict.clause);
}

/// What differs in an act's outcome; empty when it came as expected.
std::string difference(const Step& step, const Verdict& verdict) {
  const bool clause_differs = step.clause && *step.clause != verdict.clause;
  if (verdict.code == step.expect && !clause_differs) return {};
  return fmt::format("应为 expected {}，实为 got {}{}{}", expectation(step), outcome(verdict),
                     verdict.sentence.empty() ? "" : "：", verdict.sentence);
}

struct Played {
  std::string words;
  std::string result;
  std::string wrong;
};

Played play_step(const Step& step, Theatre& theatre) {
  Played played;
  theatre.set_now(step.at);
  try {
    if (const Act* act = std::get_if<Act>(&step.body)) {
      played.words = fmt::format("{} {} {}", step.by, step.what, words_of(*act));
      const Verdict verdict = theatre.act(step.by, *act);
      played.result = outcome(verdict);
      played.wrong = difference(step, verdict);
    } else {
      const Check& check = std::get<Check>(step.body);
      played.words = fmt::format("check {}", words_of(check));
      played.wrong = compare(check, theatre);
      played.result = "holds";
    }
  } catch (const StepImpossible& impossible) {
    played.wrong = impossible.what();
  }
  return played;
}

}  // namespace

Tally play(const Story& story, Theatre& theatre, const std::function<void(const std::string&)>& say) {
  Tally tally;
  theatre.open(story);
  for (const Step& step : story.steps) {
    const Played played = play_step(step, theatre);
    const bool holds = played.wrong.empty();
    (holds ? tally.passed : tally.failed) += 1;
    say(fmt::format("  {} {}  {} → {}{}", holds ? "✓" : "✗", base::to_text(story.policy.zone, step.at), played.words,
                    holds ? played.result : played.wrong,
                    holds ? std::string() : fmt::format("（第 {} 行 line {}）", step.line, step.line)));
  }
  return tally;
}

}  // namespace kaoji::cli::replay
