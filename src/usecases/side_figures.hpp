#pragma once

#include <string>
#include <vector>

#include "core/indicators/side_figures.hpp"
#include "usecases/rates.hpp"

namespace kaoji::usecases {

/// The figures beside the rates, of one scope and year.
struct SideFigures {
  std::string label;  ///< of the scope
  core::Measures measures{};
  std::vector<core::Rate> rates;
  std::vector<core::ReviewShare> reviews;
};

/// `not-yours` for a scope that is not there or outside the actor's reach.
[[nodiscard]] Outcome<SideFigures> read_side_figures(ports::Transaction& tx, const Context& context, const RatesOf& of,
                                                     int year);

/// The reviews of a year and the applications of a scope, as the store is asked for them.
[[nodiscard]] ports::ApplicationFilter applications_of(const ports::Scope& scope);
[[nodiscard]] ports::ReviewSpan reviews_of_year(const Context& context, int year);

/// How the new declarations of a round went on, in persons: each step is part of the one before.
struct Funnel {
  std::string label;  ///< of the scope
  core::Round round;
  std::int64_t declared = 0;  ///< submitted and not withdrawn
  std::int64_t reviewed = 0;  ///< of them, passed on or decided by the first who reviews
  ports::RoundYield yield;    ///< approved, examined, passed
};

/// The reviews behind `reviews-in-time` (all of the year) or `first-review-passed` (the first ones), oldest first, and
/// whether each is in the numerator.
struct CountedReview {
  core::ReviewDone review;
  bool counted = false;
};
enum class ReviewFigure { in_time, first_passed };
[[nodiscard]] Outcome<std::vector<CountedReview>> read_reviews(ports::Transaction& tx, const Context& context,
                                                               const RatesOf& of, int year, ReviewFigure figure);

/// Nothing in the answer when the year has no such round; `not-yours` as above.
[[nodiscard]] Outcome<std::optional<Funnel>> read_funnel(ports::Transaction& tx, const Context& context,
                                                         const RatesOf& of, int year, std::string_view round);

/// The applications behind a funnel: their columns add up to its steps.
struct FunnelApplications {
  core::Round round;
  std::vector<ports::RoundApplication> applications;
};
[[nodiscard]] Outcome<std::optional<FunnelApplications>> read_funnel_applications(ports::Transaction& tx,
                                                                                  const Context& context,
                                                                                  const RatesOf& of, int year,
                                                                                  std::string_view round);

}  // namespace kaoji::usecases
