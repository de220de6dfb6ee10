#pragma once

#include <vector>

#include "core/refusal/finding.hpp"

namespace kaoji::core {

/// How a step of the past comes out when another notice is tried on it.
enum class TrialVerdict {
  same,       ///< it would have been taken as it was
  otherwise,  ///< the tried notice refuses it, or sends it to another desk first
  unsure      ///< the facts that are kept do not give even what really happened
};

struct TriedStep {
  TrialVerdict verdict{};
  std::vector<Finding> findings;  ///< otherwise: why the notice refuses; unsure: what the facts kept cannot explain
};

/// Judges a step that was really taken. `real`: what the notice of that time finds by the facts that are kept, which
/// should be nothing; `tried`: what the other one finds by the same facts.
[[nodiscard]] TriedStep judge_step(const Findings& real, const Findings& tried);

/// `same`, `otherwise`, `unsure`.
[[nodiscard]] std::string_view to_text(TrialVerdict verdict);

}  // namespace kaoji::core
