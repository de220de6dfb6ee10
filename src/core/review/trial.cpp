#include "core/review/trial.hpp"

#include <algorithm>

namespace kaoji::core {

TriedStep judge_step(const Findings& real, const Findings& tried) {
  std::vector<Finding> fresh;
  for (const Finding& finding : tried.all()) {
    const bool stood = std::any_of(real.all().begin(), real.all().end(), [&](const Finding& known) {
      return known.code == finding.code && known.field == finding.field;
    });
    if (!stood) fresh.push_back(finding);
  }
  if (!fresh.empty()) return {TrialVerdict::otherwise, std::move(fresh)};
  if (!real.empty()) return {TrialVerdict::unsure, real.all()};
  return {TrialVerdict::same, {}};
}

std::string_view to_text(TrialVerdict verdict) {
  switch (verdict) {
    case TrialVerdict::otherwise:
      return "otherwise";
    case TrialVerdict::unsure:
      return "unsure";
    case TrialVerdict::same:
      break;
  }
  return "same";
}

}  // namespace kaoji::core
