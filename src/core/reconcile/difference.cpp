#include "core/reconcile/difference.hpp"

#include <array>

#include "base/words.hpp"
#include "core/refusal/blank.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, 3> kStates{"open", "working", "explained"};

}  // namespace

std::string_view to_text(DifferenceState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::optional<DifferenceState> parse_difference_state(std::string_view text) {
  return base::enumerator_of<DifferenceState>(kStates, text);
}

Explanation carried_over(const Explanation& said, std::int64_t ours, std::int64_t theirs) {
  Explanation kept = said;
  kept.changed = said.ours != ours || said.theirs != theirs;
  if (kept.changed) kept.state = DifferenceState::open;
  kept.ours = ours;
  kept.theirs = theirs;
  return kept;
}

Findings check_explanation(const Explanation& said) {
  Findings findings;
  if (said.state == DifferenceState::explained && is_blank(said.note)) {
    findings.add(FindingBuilder(Code::note_required)
                     .field("note")
                     .word("what_zh", "对账差异的说明")
                     .word("what_en", "An explained difference")
                     .done());
  }
  return findings;
}

}  // namespace kaoji::core
