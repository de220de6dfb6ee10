#pragma once

#include <optional>
#include <vector>

#include "core/application/reduction_cap.hpp"

namespace kaoji::core {

/// What the catalogue and the ledger say about the lines of one application.
struct LineFacts {
  std::vector<Certificate> certificates;  ///< those that the lines name
  std::vector<Plan> plans;                ///< the institution's plans of these certificates
  std::vector<AwaitingTouch> awaiting;    ///< what its other awaiting applications touch
};

/// A line with what it means: its plan and figures.
struct ResolvedLine {
  Line line;
  std::optional<Plan> plan;  ///< the plan that it is of, if there is one
  std::int64_t before = 0;   ///< live now
  std::int64_t after = 0;    ///< live if the line is approved
};

/// The plan that the line is of, or would make.
[[nodiscard]] PlanKey key_of(InstitutionId institution, const ResolvedLine& line);

/// Finds each line's plan: for increase and decrease the one of the named year, else the latest live one; for `new` the
/// one of `plan_year`, if any. Settles annex 1's block of `new` lines (R5, fine print).
[[nodiscard]] std::vector<ResolvedLine> resolve(ApplicationKind kind, const std::vector<Line>& lines,
                                                const LineFacts& facts, int plan_year, base::Date today);

/// The lines of an application that was submitted, with the figures of that instant: what its signed form says.
[[nodiscard]] std::vector<ResolvedLine> as_submitted(const Application& application);

/// Everything that is wrong with single lines: R5, R8, R9, R15, R16, catalogue, headcounts, duplicates.
[[nodiscard]] Findings check_lines(const Policy& policy, ApplicationKind kind, const std::vector<ResolvedLine>& lines,
                                   const LineFacts& facts, base::Date today);

/// R16 for one line of a kind that a closed level refuses; nothing when it holds.
[[nodiscard]] std::optional<Finding> check_closed(ApplicationKind kind, std::size_t index, const ResolvedLine& line,
                                                  const std::vector<Certificate>& certificates, base::Date today);
/// R5 for one line of a `new`: its plan must not be live.
[[nodiscard]] std::optional<Finding> check_use_increase(const Policy& policy, std::size_t index,
                                                        const ResolvedLine& line);
/// R8 for one line of a decrease.
[[nodiscard]] std::optional<Finding> check_examined(std::size_t index, const ResolvedLine& line);

/// The cuts that a decrease's lines ask for, for check_cap: lines with a plan and a headcount.
[[nodiscard]] std::vector<AskedCut> asked_cuts(const std::vector<ResolvedLine>& lines);

/// R9: is `reason` one of the list, or 其他 with words of its own?
[[nodiscard]] bool reason_given(const std::vector<std::string>& list, std::string_view reason);

inline constexpr std::int64_t kLeastHeadcount = 1;
inline constexpr std::int64_t kMostHeadcount = 99999;

/// Is it there, a whole number, and within the range of a headcount?
[[nodiscard]] bool headcount_valid(const std::optional<std::int64_t>& headcount);

}  // namespace kaoji::core
