#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/application/application.hpp"
#include "core/indicators/rates.hpp"

namespace kaoji::core {

/// The figures beside the rates (domain.md, "Indicators") that are made of measures: 调增率, increased over what there
/// was and came, and 合格率, passed over examined.
[[nodiscard]] std::vector<Rate> side_rates(const Measures& measures);

/// A review that was done: one decision of a bureau or the department.
struct ReviewDone {
  ApplicationKind kind{};
  RoundRef round;  ///< none for an increase
  Stage stage{};
  Status becomes{};
  base::Instant awaited_since;  ///< when the application came to that desk
  base::Instant at;
  bool first = false;  ///< the application was never reviewed before
  InstitutionId institution{};
  ApplicationId application{};
};

/// Was it done by the last day of the stage's window, extensions aside, or for an increase within the service target
/// (R6)? A review of a round that no policy names has no such day and counts as in time.
[[nodiscard]] bool in_time(const PolicyBook& book, const ReviewDone& review);

/// Did the first review neither return nor reject the application?
[[nodiscard]] bool passed_at_once(const ReviewDone& review);

/// What is said of reviews.
struct ReviewShare {
  std::string_view name;
  std::string_view label;
  std::string_view label_en;
  std::string_view numerator_zh;
  std::string_view numerator_en;
  std::string_view denominator_zh;
  std::string_view denominator_en;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

/// The words of `reviews-in-time` and `first-review-passed`, in this order, without figures.
[[nodiscard]] const std::array<ReviewShare, 2>& review_words();

/// 审核及时率, of all reviews, and 一次通过率, of the first ones: those that neither returned nor rejected.
[[nodiscard]] std::vector<ReviewShare> review_shares(const PolicyBook& book, const std::vector<ReviewDone>& reviews);

}  // namespace kaoji::core
