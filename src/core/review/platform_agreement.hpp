#pragma once

#include <optional>
#include <vector>

#include "core/application/line_rules.hpp"

namespace kaoji::core {

/// What the ministry's platform has of one plan.
struct PlatformHeadcount {
  PlanKey key;
  std::int64_t headcount = 0;
};

/// What it has of the institution's plans by the export compared last; nothing when none was compared yet. A plan that
/// is not among them has nobody there.
using PlatformSide = std::optional<std::vector<PlatformHeadcount>>;

/// The headcount that the line's plan will have when it is approved.
[[nodiscard]] std::int64_t headcount_after(ApplicationKind kind, const ResolvedLine& line);

/// `not-awaiting` for every line that is not excepted and whose plan would have another headcount than the platform
/// says (`reconcile_before_final`). `clause`: what they cite.
[[nodiscard]] Findings check_agreement(ApplicationKind kind, InstitutionId institution,
                                       const std::vector<ResolvedLine>& lines, const PlatformSide& platform,
                                       std::string_view clause);

}  // namespace kaoji::core
