#pragma once

#include <optional>

#include "core/plan/ledger.hpp"
#include "core/refusal/finding.hpp"

namespace kaoji::core {

/// A finished assessment as reported: for the plan of that certificate, level and year.
struct AssessmentWish {
  base::Date on{};
  std::optional<std::int64_t> examined;  ///< nothing: not a whole number
  std::optional<std::int64_t> passed;
};

/// A plan as an act names it, with what was found of it.
struct NamedPlan {
  std::string called;                      ///< “Web前端开发 中级 2026”
  std::optional<Certificate> certificate;  ///< nothing: not in the catalogue
  std::optional<Level> level;              ///< nothing: the certificate has no such level
  std::optional<Plan> plan;
};

/// Certificate and level known, the plan there, live and not exited: what an assessment or a hold needs. `exit_clause`
/// is cited when it has exited.
[[nodiscard]] Findings check_named_plan(const NamedPlan& named, base::Date today, std::string_view exit_clause);

/// Everything that is wrong with an assessment (domain.md: headcount-invalid, plan-exited, no-such-plan, date-invalid,
/// over-plan).
[[nodiscard]] Findings check_assessment(const NamedPlan& named, const AssessmentWish& wish, base::Date today,
                                        std::string_view exit_clause);

}  // namespace kaoji::core
