#include "core/policy/deadline.hpp"

#include <algorithm>

namespace kaoji::core {

bool Extension::covers(std::string_view institution_code, std::string_view bureau_code) const {
  if (!institution.empty()) return institution == institution_code;
  return bureau.empty() || bureau == bureau_code;
}

DayWindow window_for(const Round& round, Stage stage, const std::vector<Extension>& extensions,
                     std::string_view institution, std::string_view bureau) {
  DayWindow window = round.window(stage);
  for (const Extension& extension : extensions) {
    if (extension.round == round.ref && extension.stage == stage && extension.covers(institution, bureau)) {
      window.last = std::max(window.last, extension.until);
    }
  }
  return window;
}

std::optional<Round> round_for_submission(const PolicyBook& book, ApplicationKind kind,
                                          const std::vector<Extension>& extensions, std::string_view institution,
                                          std::string_view bureau, base::Instant now) {
  if (auto open = book.open_round(kind, Stage::submit, now)) return open;
  const base::Date day = book.today(now);
  std::optional<Round> latest;
  for (const Extension& extension : extensions) {
    if (extension.stage != Stage::submit) continue;
    auto round = book.round(extension.round);
    if (!round || !round->governs(kind)) continue;
    if (!window_for(*round, Stage::submit, extensions, institution, bureau).holds(day)) continue;
    if (!latest || latest->window(Stage::submit).first < round->window(Stage::submit).first) latest = std::move(round);
  }
  return latest;
}

WindowNow window_now(const PolicyBook& book, ApplicationKind kind, Stage stage, base::Instant now) {
  WindowNow answer;
  const Policy* policy = book.in_force(now);
  if (policy != nullptr && !policy->windowed(kind)) {
    answer.open = true;
    answer.bound = false;
    return answer;
  }
  answer.round = book.open_round(kind, stage, now);
  if (answer.round) {
    answer.open = true;
    answer.closes = answer.round->window(stage).last;
    return answer;
  }
  answer.round = book.next_round(kind, stage, now);
  if (answer.round) answer.opens = answer.round->window(stage).first;
  return answer;
}

Finding window_closed(const PolicyBook& book, ApplicationKind kind, Stage stage, const std::optional<DayWindow>& missed,
                      std::string_view clause, base::Instant now) {
  const auto next = book.next_round(kind, stage, now);
  FindingBuilder builder(Code::window_closed);
  builder.word("stage_zh", words_zh(stage)).word("stage_en", words_en(stage));
  if (missed) builder.day("opened", missed->first).day("closed", missed->last);
  if (!clause.empty()) {
    builder.clause(clause);
  } else if (next) {
    builder.clause(next->clause);
  }
  builder.next_window(next ? std::optional(next->window(stage)) : std::nullopt);
  return builder.done();
}

}  // namespace kaoji::core
