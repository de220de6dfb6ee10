#pragma once

namespace kaoji::naive {

/// Milliseconds since 1970-01-01 00:00 UTC.
using Ms = long long;
/// Days since 1970-01-01, as they are counted in Shanghai (UTC+8, no daylight saving).
using Day = int;

struct Ymd {
  int year = 0;
  int month = 0;
  int day = 0;

  friend bool operator==(const Ymd&, const Ymd&) = default;
};

// Date arithmetic by counting days one after the other: slow, and beyond doubt.
[[nodiscard]] Day day_number(const Ymd& date);
[[nodiscard]] Ymd ymd_of(Day day);
[[nodiscard]] int year_of(Day day);
[[nodiscard]] Day day_at(Ms at);
/// 00:00:00.000 of the day in Shanghai.
[[nodiscard]] Ms start_of(Day day);

}  // namespace kaoji::naive
