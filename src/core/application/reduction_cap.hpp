#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/application/application.hpp"

namespace kaoji::core {

/// Persons cut by a decrease of a round: one line of an application.
struct RoundDecrease {
  ApplicationId application;
  PlanId plan;
  std::int64_t headcount = 0;
  bool approved = false;  ///< else awaiting
};

/// A plan key that an awaiting application touches (R15).
struct AwaitingTouch {
  ApplicationId application;
  std::string number;
  PlanKey key;
};

/// R7's rule as the round and its policy set it.
struct CapRule {
  CapPercent percent;
  CapScope scope = CapScope::institution_round;
  std::string clause;
};

/// R7's figures. `allowed` and `left` mean nothing when there is no cap.
struct CapFigures {
  std::int64_t base = 0;     ///< live as it stood without this round's decreases
  std::int64_t used = 0;     ///< approved or awaiting decreases of the round, waived persons included
  std::int64_t allowed = 0;  ///< base × percent ÷ 100, downwards
  std::int64_t left = 0;     ///< what can still be cut; never below 0
  CapPercent percent;
};

/// The cap that holds in a round: its own percentage, its policy's scope and clause.
[[nodiscard]] CapRule cap_rule(const Policy& policy, const Round& round);

/// The figures for an institution with `live_now` persons live and these decreases in the round (R7).
[[nodiscard]] CapFigures cap_figures(const CapPercent& percent, std::int64_t live_now,
                                     const std::vector<RoundDecrease>& decreases);

/// A line that asks to cut a plan, for the check of the cap.
struct AskedCut {
  std::size_t line = 0;  ///< its index in the application
  PlanId plan;
  std::string called;
  std::int64_t headcount = 0;
  std::int64_t live_now = 0;  ///< of that plan
};

/// Every way in which `asked` passes the cap, beside the `others` of the round; empty when it holds.
[[nodiscard]] Findings check_cap(const CapRule& rule, std::int64_t live_now, const std::vector<RoundDecrease>& others,
                                 const std::vector<AskedCut>& asked);

}  // namespace kaoji::core
