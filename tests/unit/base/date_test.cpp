#include "base/date.hpp"

#include <gtest/gtest.h>

#include "base/result.hpp"

namespace kaoji::base {
namespace {

const Zone kShanghai{"Asia/Shanghai", std::chrono::hours{8}};

TEST(Date, ReadsOnlyDaysOfTheCalendar) {
  EXPECT_TRUE(parse_date("2024-02-29").has_value());
  for (const char* text : {"2023-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-3-11", "2026-03-11 ",
                           " 2026-03-11", "2026/03/11", "20260311", "", "2026-03", "2026-03-1x"}) {
    EXPECT_FALSE(parse_date(text).has_value()) << text;
  }
}

TEST(Date, PrintsWhatItReads) {
  for (const char* text : {"1970-01-01", "2000-02-29", "2026-03-11", "9999-12-31"}) {
    EXPECT_EQ(to_text(*parse_date(text)), text);
  }
}

TEST(Date, ADayBeginsAtMidnightOfItsZone) {
  const Date day = *parse_date("2026-03-11");
  const Instant begins = start_of(kShanghai, day);
  EXPECT_EQ(begins, parse_instant("2026-03-10T16:00:00Z"));
  EXPECT_EQ(day_of(kShanghai, begins), day);
  EXPECT_EQ(day_of(kShanghai, begins - std::chrono::milliseconds{1}), plus_days(day, -1));
  EXPECT_EQ(day_of(Zone{}, begins), plus_days(day, -1));
}

TEST(Date, AYearLaterIsTheSameDayOrTheLastOfFebruary) {
  EXPECT_EQ(to_text(plus_years(*parse_date("2025-11-11"), -1)), "2024-11-11");
  EXPECT_EQ(to_text(plus_years(*parse_date("2024-02-29"), 1)), "2025-02-28");
  EXPECT_EQ(to_text(plus_years(*parse_date("2024-02-29"), 4)), "2028-02-29");
  EXPECT_EQ(to_text(plus_days(*parse_date("2025-12-31"), 1)), "2026-01-01");
  EXPECT_EQ(year_of(*parse_date("2026-01-01")), 2026);
}

TEST(Instant, PrintsItsOffsetAndMillisecondsOnlyWhereThereAreSome) {
  const Instant at = *parse_instant("2026-03-10T16:00:00Z");
  EXPECT_EQ(to_text(kShanghai, at), "2026-03-11T00:00:00+08:00");
  EXPECT_EQ(to_text(kShanghai, at + std::chrono::milliseconds{7}), "2026-03-11T00:00:00.007+08:00");
  EXPECT_EQ(to_text(Zone{"west", std::chrono::minutes{-210}}, at), "2026-03-10T12:30:00-03:30");
}

TEST(Instant, ReadsRfc3339) {
  const auto at = parse_instant("2026-03-11T00:00:00+08:00");
  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(parse_instant("2026-03-10T16:00:00Z"), at);
  EXPECT_EQ(parse_instant("2026-03-10t16:00:00.000z"), at);
  EXPECT_EQ(parse_instant("2026-03-10T16:00:00.0014999Z"), *at + std::chrono::milliseconds{1});
  EXPECT_EQ(parse_instant("2026-03-10T12:30:00-03:30"), at);
  for (const char* text : {"2026-03-11T00:00:00", "2026-03-11", "2026-03-11T24:00:00Z", "2026-03-11T00:60:00Z",
                           "2026-03-11T00:00:60Z", "2026-03-11T00:00:00.Z", "2026-03-11T00:00:00+8:00",
                           "2026-03-11T00:00:00Zx", "2026-02-30T00:00:00Z", "2026-03-11T00:00Z"}) {
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
  }
}

TEST(Result, GivesOnlyTheSideThatIsThere) {
  const Result<int, std::string> value{3};
  const Result<int, std::string> error{std::string("no")};
  EXPECT_TRUE(value.ok());
  EXPECT_EQ(*value, 3);
  EXPECT_THROW((void)value.error(), BrokenAssumption);
  EXPECT_FALSE(error.ok());
  EXPECT_EQ(error.error(), "no");
  EXPECT_THROW((void)error.value(), BrokenAssumption);
}

}  // namespace
}  // namespace kaoji::base
