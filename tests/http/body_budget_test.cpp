#include "http/body_budget.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "http/request_pace.hpp"

namespace kaoji::http {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20U;

TEST(BodyBudget, LetsInWhatFitsAndGivesItBack) {
  BodyBudget budget(2 * kMebibyte);
  {
    BodyBudget::Hold first(budget);
    EXPECT_TRUE(first.grow(kMebibyte));
    EXPECT_FALSE(budget.has_room(kMebibyte + 1));
    EXPECT_TRUE(budget.has_room(kMebibyte));
    const BodyBudget::Hold moved = std::move(first);
    EXPECT_EQ(budget.held(), kMebibyte);
  }
  EXPECT_EQ(budget.held(), 0U);
}

TEST(BodyBudget, RefusesTheBodyThatGrowsBeyondItAndKeepsNothingOfIt) {
  BodyBudget budget(2 * kMebibyte);
  BodyBudget::Hold first(budget);
  BodyBudget::Hold second(budget);
  EXPECT_TRUE(first.grow(kMebibyte));
  EXPECT_TRUE(second.grow(kMebibyte));
  EXPECT_FALSE(second.grow(1));
  EXPECT_EQ(budget.held(), kMebibyte);
}

TEST(BodyBudget, SmallBodiesPassWhateverElseIsHeld) {
  BodyBudget budget(kMebibyte);
  BodyBudget::Hold large(budget);
  EXPECT_TRUE(large.grow(kMebibyte));
  EXPECT_TRUE(budget.has_room(BodyBudget::kSmall));
  BodyBudget::Hold small(budget);
  EXPECT_TRUE(small.grow(BodyBudget::kSmall));
  EXPECT_FALSE(small.grow(1));
}

TEST(RequestPace, AQuickBeginningBuysNoSlowEnd) {
  RequestPace pace;
  const RequestPace::Time start{};
  pace.saw(RequestPace::Part::body, kScanBytes / 2, start);
  EXPECT_FALSE(pace.late(start + kHeadTime));
  pace.saw(RequestPace::Part::body, kBodyBytesPerSecond, start + kHeadTime);
  EXPECT_TRUE(pace.late(start + 2 * kHeadTime));
}

TEST(RequestPace, TheHeadHasItsTimeAndAKeptConnectionToo) {
  RequestPace pace;
  const RequestPace::Time start{};
  pace.wait(start);
  EXPECT_FALSE(pace.idle(start + kIdleConnection));
  EXPECT_TRUE(pace.idle(start + kIdleConnection + std::chrono::seconds(1)));
  pace.saw(RequestPace::Part::head, 1000, start);
  pace.saw(RequestPace::Part::head, kHeadBytes, start + kHeadTime - std::chrono::seconds(1));
  EXPECT_FALSE(pace.late(start + kHeadTime - std::chrono::seconds(1)));
  EXPECT_TRUE(pace.late(start + kHeadTime));
}

}  // namespace
}  // namespace kaoji::http
