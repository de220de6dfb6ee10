#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/refusal/finding.hpp"

namespace kaoji::core {

/// How far a difference has come.
enum class DifferenceState {
  open,     ///< nobody has looked, or its numbers changed since
  working,  ///< its owner is looking into it
  explained
};
/// `open`, `working`, `explained`.
[[nodiscard]] std::string_view to_text(DifferenceState state);
[[nodiscard]] std::optional<DifferenceState> parse_difference_state(std::string_view text);

/// What people said of a difference, with the numbers that they said it of.
struct Explanation {
  std::string owner;
  std::string note;
  DifferenceState state = DifferenceState::open;
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
  bool changed = false;  ///< the numbers are others now

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// What the next upload keeps of it: owner and note always; the state as long as the numbers are the same, else it is
/// open again and says that they changed.
[[nodiscard]] Explanation carried_over(const Explanation& said, std::int64_t ours, std::int64_t theirs);

/// Whoever says that a difference is explained says why: else `note-required`.
[[nodiscard]] Findings check_explanation(const Explanation& said);

}  // namespace kaoji::core
