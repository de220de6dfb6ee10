#include "core/indicators/side_figures.hpp"

namespace kaoji::core {

namespace {

std::int64_t sum_of(const Measures& measures, const std::vector<Measure>& of) {
  std::int64_t sum = 0;
  for (const Measure measure : of) sum += measures[static_cast<std::size_t>(measure)];
  return sum;
}

Rate made(const Measures& measures, std::string name, std::string label, std::string label_en,
          std::vector<Measure> numerator, std::vector<Measure> denominator) {
  Rate rate;
  rate.numerator = sum_of(measures, numerator);
  rate.denominator = sum_of(measures, denominator);
  rate.name = std::move(name);
  rate.label = std::move(label);
  rate.label_en = std::move(label_en);
  rate.numerator_of = std::move(numerator);
  rate.denominator_of = std::move(denominator);
  return rate;
}

}  // namespace

std::vector<Rate> side_rates(const Measures& measures) {
  return {made(measures, "increase", "调增率", "Increase rate", {Measure::increased},
               {Measure::opening, Measure::declared, Measure::increased}),
          made(measures, "pass", "合格率", "Pass rate", {Measure::passed}, {Measure::examined})};
}

bool in_time(const PolicyBook& book, const ReviewDone& review) {
  const base::Date done = base::day_of(book.zone(review.at), review.at);
  if (review.kind == ApplicationKind::increase) {
    const base::Date came = base::day_of(book.zone(review.awaited_since), review.awaited_since);
    return done <= base::plus_days(came, book.in_force_or_first(review.at).review_days);
  }
  const auto round = book.round(review.round);
  return !round || done <= round->window(review.stage).last;
}

bool passed_at_once(const ReviewDone& review) {
  return review.first && review.becomes != Status::returned && review.becomes != Status::rejected;
}

const std::array<ReviewShare, 2>& review_words() {
  static constexpr std::array<ReviewShare, 2> kWords{
      {{"reviews-in-time", "审核及时率", "Reviews in time", "按期完成的审核", "reviews done in time", "全部审核",
        "all reviews", 0, 0},
       {"first-review-passed", "一次通过率", "Passed at first review", "首次审核即通过的申报",
        "applications passed at once", "首次受审的申报", "applications reviewed for the first time", 0, 0}}};
  return kWords;
}

std::vector<ReviewShare> review_shares(const PolicyBook& book, const std::vector<ReviewDone>& reviews) {
  auto [timely, first] = review_words();
  for (const ReviewDone& review : reviews) {
    timely.denominator += 1;
    if (in_time(book, review)) timely.numerator += 1;
    if (!review.first) continue;
    first.denominator += 1;
    if (passed_at_once(review)) first.numerator += 1;
  }
  return {timely, first};
}

}  // namespace kaoji::core
