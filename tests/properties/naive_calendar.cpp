#include "properties/naive_calendar.hpp"

namespace kaoji::naive {

namespace {

constexpr Ms kMsOfDay = 24LL * 60 * 60 * 1000;
constexpr Ms kEastOfGreenwich = 8LL * 60 * 60 * 1000;

bool leap(int year) {
  if (year % 400 == 0) return true;
  return year % 4 == 0 && year % 100 != 0;
}

int days_in_year(int year) {
  return leap(year) ? 366 : 365;
}

int days_in_month(int year, int month) {
  if (month == 2) return leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

Day day_number(const Ymd& date) {
  Day days = 0;
  for (int year = 1970; year < date.year; ++year) days += days_in_year(year);
  for (int month = 1; month < date.month; ++month) days += days_in_month(date.year, month);
  return days + date.day - 1;
}

Ymd ymd_of(Day day) {
  Ymd date{1970, 1, 1};
  while (day >= days_in_year(date.year)) day -= days_in_year(date.year++);
  while (day >= days_in_month(date.year, date.month)) day -= days_in_month(date.year, date.month++);
  date.day += day;
  return date;
}

int year_of(Day day) {
  return ymd_of(day).year;
}

Day day_at(Ms at) {
  return static_cast<Day>((at + kEastOfGreenwich) / kMsOfDay);
}

Ms start_of(Day day) {
  return day * kMsOfDay - kEastOfGreenwich;
}

}  // namespace kaoji::naive
