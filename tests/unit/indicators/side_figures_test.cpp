#include "core/indicators/side_figures.hpp"

#include <gtest/gtest.h>

#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

PolicyBook book() {
  return PolicyBook({notice_628()});
}

ReviewDone spring_review(const char* instant, Stage stage, Status becomes = Status::approved, bool first = true) {
  return {ApplicationKind::new_plans, {notice_628().id, "spring", 2026}, stage, becomes, {}, at(instant), first};
}

struct Timed {
  const char* what;
  ReviewDone review;
  bool in_time;
};

TEST(Reviews, AreInTimeByTheWindowOfTheirStageOrTheServiceTarget) {
  const auto increase = [](const char* came, const char* done) {
    return ReviewDone{ApplicationKind::increase, {}, Stage::final, Status::approved, at(came), at(done), true};
  };
  for (const Timed& each : {
           Timed{"last moment of the preliminary stage",
                 spring_review("2026-03-24T23:59:59.999+08:00", Stage::preliminary, Status::forwarded), true},
           Timed{"a moment later, under an extension",
                 spring_review("2026-03-25T00:00:00+08:00", Stage::preliminary, Status::forwarded), false},
           Timed{"the same moment is in time for the final stage",
                 spring_review("2026-03-25T00:00:00+08:00", Stage::final), true},
           Timed{"returned before its window",
                 spring_review("2026-03-12T09:00:00+08:00", Stage::final, Status::returned), true},
           Timed{"an increase on its fourth day", increase("2026-05-04T18:00:00+08:00", "2026-05-08T23:59:59+08:00"),
                 true},
           Timed{"an increase a day later", increase("2026-05-04T18:00:00+08:00", "2026-05-09T00:00:00+08:00"), false},
       }) {
    EXPECT_EQ(in_time(book(), each.review), each.in_time) << each.what;
  }
}

TEST(Reviews, SharesCountEveryReviewAndOnlyFirstOnes) {
  const char* in = "2026-03-26T09:00:00+08:00";
  const auto shares = review_shares(
      book(), {spring_review(in, Stage::final), spring_review(in, Stage::final, Status::partly_approved),
               spring_review(in, Stage::final, Status::returned), spring_review(in, Stage::final, Status::rejected),
               spring_review("2026-03-30T09:00:00+08:00", Stage::final, Status::approved, false)});
  ASSERT_EQ(shares.size(), 2U);
  EXPECT_EQ(shares[0].name, "reviews-in-time");
  EXPECT_EQ(shares[0].numerator, 4);
  EXPECT_EQ(shares[0].denominator, 5);
  EXPECT_EQ(shares[1].name, "first-review-passed");
  EXPECT_EQ(shares[1].numerator, 2);
  EXPECT_EQ(shares[1].denominator, 4);
  for (const ReviewShare& none : review_shares(book(), {})) EXPECT_EQ(none.denominator, 0);
}

TEST(SideRates, StandBesideTheAdjustmentRateAndTheAssessments) {
  Measures measures{};
  measures[static_cast<std::size_t>(Measure::opening)] = 80;
  measures[static_cast<std::size_t>(Measure::declared)] = 50;
  measures[static_cast<std::size_t>(Measure::increased)] = 10;
  measures[static_cast<std::size_t>(Measure::examined)] = 30;
  measures[static_cast<std::size_t>(Measure::passed)] = 27;
  const auto rates = side_rates(measures);
  ASSERT_EQ(rates.size(), 2U);
  EXPECT_EQ(rates[0].numerator, 10);
  EXPECT_EQ(rates[0].denominator, 140);
  EXPECT_EQ(rates[1].numerator, 27);
  EXPECT_EQ(rates[1].denominator, 30);
  EXPECT_EQ(rates[1].label_en, "Pass rate");
}

}  // namespace
}  // namespace kaoji::core
