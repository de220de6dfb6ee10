#include "adapters/system/forward_clock.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace kaoji::system {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// A machine's clock that the test sets.
struct SetClock : ports::Clock {
  base::Instant at = *base::parse_instant("2026-03-20T23:59:59.000+08:00");
  [[nodiscard]] base::Instant now() const override { return at; }
};

class AForwardClock : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] ForwardClock clock(base::Instant at_least = {}) const {
    return ForwardClock(machine_, file_, at_least);
  }

  const std::string folder_ =
      (fs::path(testing::TempDir()) /
       (std::string("kaoji-clock-") + testing::UnitTest::GetInstance()->current_test_info()->name() +
        std::to_string(::getpid())))
          .string();
  const std::string file_ = folder_ + "/clock";
  const base::Instant close_ = *base::parse_instant("2026-03-21T00:00:00+08:00");
  SetClock machine_;
};

TEST_F(AForwardClock, ShowsWhatTheMachineShows) {
  const ForwardClock clock = this->clock();
  EXPECT_EQ(clock.now(), machine_.at);
  machine_.at += milliseconds{1};
  EXPECT_EQ(clock.now(), machine_.at);
  EXPECT_FALSE(clock.trouble().stepped());
}

TEST_F(AForwardClock, StandsStillWhileTheMachineIsBehind) {
  const ForwardClock clock = this->clock();
  const base::Instant shown = clock.now();
  machine_.at -= hours{1};
  EXPECT_EQ(clock.now(), shown);
  EXPECT_EQ(clock.trouble().behind, milliseconds{hours{1}});
  EXPECT_TRUE(clock.trouble().stepped());
  machine_.at += hours{1} + seconds{1};
  EXPECT_EQ(clock.now(), shown + seconds{1});
  EXPECT_FALSE(clock.trouble().stepped());
}

TEST_F(AForwardClock, SaysThatTheMachineWasSetAheadUntilItIsSetBack) {
  const ForwardClock clock = this->clock();
  const auto look_after = [&](milliseconds set) {
    std::this_thread::sleep_for(milliseconds{1100});
    machine_.at += milliseconds{1100} + set;
    static_cast<void>(clock.now());
    return clock.trouble().leapt;
  };
  EXPECT_LE(look_after(milliseconds{500}), seconds{2});
  EXPECT_GT(look_after(hours{1}), minutes{59});
  EXPECT_TRUE(clock.trouble().stepped());
  EXPECT_LE(look_after(-hours{1}), seconds{2});
}

TEST_F(AForwardClock, ReopensNothingAfterAKillWithinTheMillisecondOfTheClose) {
  {
    const ForwardClock clock = this->clock();
    EXPECT_LT(clock.now(), close_);
    machine_.at = close_;
    EXPECT_EQ(clock.now(), close_);
  }
  machine_.at = close_ - hours{1};
  EXPECT_GE(clock().now(), close_);
}

TEST_F(AForwardClock, KeepsTheFirstReadingOfEachQuarterAndNoOther) {
  const ForwardClock clock = this->clock();
  const auto kept = [&] {
    std::string text;
    std::ifstream(file_) >> text;
    return text;
  };
  static_cast<void>(clock.now());
  EXPECT_EQ(kept(), "2026-03-20T15:59:59+00:00");
  machine_.at = close_ + minutes{3};
  static_cast<void>(clock.now());
  EXPECT_EQ(kept(), "2026-03-20T16:03:00+00:00");
  machine_.at = close_ + minutes{14};
  static_cast<void>(clock.now());
  EXPECT_EQ(kept(), "2026-03-20T16:03:00+00:00");
  machine_.at = close_ + minutes{15};
  static_cast<void>(clock.now());
  EXPECT_EQ(kept(), "2026-03-20T16:15:00+00:00");
}

TEST_F(AForwardClock, NeverStartsBeforeTheNewestAct) {
  EXPECT_EQ(clock(close_ + hours{5}).now(), close_ + hours{5});
}

TEST_F(AForwardClock, GoesByTheNewestActWhenItsFileSaysNothing) {
  std::ofstream(file_).close();
  EXPECT_EQ(clock(close_).now(), close_);
}

TEST_F(AForwardClock, SaysThatItCannotBeKeptAndGoesOn) {
  const ForwardClock clock(machine_, folder_ + "/absent/clock", {});
  EXPECT_EQ(clock.now(), machine_.at);
  EXPECT_TRUE(clock.trouble().unkept);
  fs::create_directories(folder_ + "/absent");
  machine_.at += minutes{1};
  static_cast<void>(clock.now());
  EXPECT_FALSE(clock.trouble().unkept);
}

}  // namespace
}  // namespace kaoji::system
