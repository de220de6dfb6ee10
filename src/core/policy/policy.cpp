#include "core/policy/policy.hpp"

#include <algorithm>

#include "base/words.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kMeasureCount> kMeasures{
    "opening", "declared", "increased", "decreased", "exited", "examined", "passed", "closing", "live-before-exit"};

}  // namespace

bool Policy::bureau_reviews(InstitutionKind kind) const {
  return std::find(preliminary_review.begin(), preliminary_review.end(), kind) != preliminary_review.end();
}

bool Policy::windowed(ApplicationKind kind) const {
  return kind != ApplicationKind::increase || increase_windowed;
}

const std::string& Policy::clause_of(ApplicationKind kind) const {
  switch (kind) {
    case ApplicationKind::increase:
      return increase_clause;
    case ApplicationKind::decrease:
      return decrease_clause;
    case ApplicationKind::new_plans:
      break;
  }
  return new_clause;
}

std::optional<DayWindow> Policy::exit_window_of(int year) const {
  if (year < exit_from_year) return std::nullopt;
  const std::chrono::year y{year};
  return DayWindow{base::Date{y / exit_window.first}, base::Date{y / exit_window.last}};
}

bool Round::governs(ApplicationKind kind) const {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string_view to_text(Measure measure) {
  return kMeasures[static_cast<std::size_t>(measure)];
}

std::optional<Measure> parse_measure(std::string_view text) {
  return base::enumerator_of<Measure>(kMeasures, text);
}

}  // namespace kaoji::core
