#pragma once

#include <string>
#include <vector>

#include "core/policy/policy.hpp"

namespace kaoji::core {

/// One thing that a notice says for a year, in words.
struct PolicyWords {
  std::string clause;  ///< empty where the policy names none
  std::string title_zh;
  std::string title_en;
  std::string zh;
  std::string en;
};

/// The year under this notice as a calendar in words: first what has days, in the order of the days, then what holds
/// all year.
[[nodiscard]] std::vector<PolicyWords> explain(const Policy& policy, int year);

}  // namespace kaoji::core
