#pragma once

#include <vector>

#include "core/refusal/finding.hpp"

namespace kaoji::core {

// The codes that the tables of the rule tests expect as headlines: together they must be all.
[[nodiscard]] std::vector<Code> submission_table_codes();
[[nodiscard]] std::vector<Code> review_table_codes();
[[nodiscard]] std::vector<Code> assessment_table_codes();

/// What holds of every list of findings: in order, each with its sentences in both languages filled, and with the
/// numbers that its code promises.
void expect_well_formed(const Findings& findings);

}  // namespace kaoji::core
