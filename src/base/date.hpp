#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaoji::base {

/// A day of the calendar, in the policy's zone.
using Date = std::chrono::year_month_day;
/// A point of time, UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A zone without daylight saving: local time = UTC + offset. Named zones are resolved outside the core.
struct Zone {
  std::string name = "UTC";
  std::chrono::minutes offset{0};

  friend bool operator==(const Zone&, const Zone&) = default;
};

/// The day that `at` falls on in `zone`.
[[nodiscard]] Date day_of(const Zone& zone, Instant at);
/// The first instant (00:00:00.000) of `day` in `zone`.
[[nodiscard]] Instant start_of(const Zone& zone, Date day);
/// The day after `day` (before it, for a negative `days`).
[[nodiscard]] Date plus_days(Date day, int days);
/// The same day `years` later; 29 February becomes 28 February where there is none.
[[nodiscard]] Date plus_years(Date day, int years);
/// Its year as a number.
[[nodiscard]] int year_of(Date day);

/// `2026-03-11`.
[[nodiscard]] std::string to_text(Date day);
void append_text(std::string& out, Date day);
/// Reads `2026-03-11`; nothing for anything else, or for a day that is not in the calendar.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// `2026-03-11T00:00:00+08:00`, with `.mmm` only where the milliseconds are not 0.
[[nodiscard]] std::string to_text(const Zone& zone, Instant at);
void append_text(std::string& out, const Zone& zone, Instant at);
/// Reads an RFC 3339 date-time with an offset or `Z`, to the millisecond (further digits are cut); nothing for anything
/// else.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace kaoji::base
