#include "base/date.hpp"

#include <array>
#include <cstdlib>

namespace kaoji::base {

namespace chr = std::chrono;

Date day_of(const Zone& zone, Instant at) {
  return Date{chr::floor<chr::days>(at + zone.offset)};
}

Instant start_of(const Zone& zone, Date day) {
  return Instant{chr::sys_days{day}} - zone.offset;
}

Date plus_days(Date day, int days) {
  return Date{chr::sys_days{day} + chr::days{days}};
}

Date plus_years(Date day, int years) {
  const Date later = day + chr::years{years};
  return later.ok() ? later : Date{later.year() / later.month() / chr::last};
}

int year_of(Date day) {
  return static_cast<int>(day.year());
}

namespace {

/// The number with leading zeros, at least `digits` long. By hand: a page of JSON holds dozens of dates, and a format
/// string would cost more than all the rest of it.
void append_number(std::string& out, std::int64_t number, int digits) {
  std::array<char, 20> text{};
  std::size_t at = text.size();
  for (; number > 0 || digits > 0; number /= 10, --digits) text[--at] = static_cast<char>('0' + number % 10);
  out.append(text.data() + at, text.size() - at);
}

}  // namespace

void append_text(std::string& out, Date day) {
  const int year = year_of(day);
  if (year < 0) out += '-';
  append_number(out, std::abs(year), 4);
  out += '-';
  append_number(out, static_cast<unsigned>(day.month()), 2);
  out += '-';
  append_number(out, static_cast<unsigned>(day.day()), 2);
}

std::string to_text(Date day) {
  std::string text;
  append_text(text, day);
  return text;
}

namespace {

/// Takes exactly `digits` decimal digits off the front of `text`; nothing when they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_char(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take_char(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take_char(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const Date date{chr::year{*year}, chr::month{static_cast<unsigned>(*month)}, chr::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// `.123456` → 123 ms; no dot → 0.
std::optional<chr::milliseconds> take_fraction(std::string_view& text) {
  if (!take_char(text, '.')) return chr::milliseconds{0};
  int value = 0;
  std::size_t digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits) {
    if (digits < 3) value = value * 10 + (text.front() - '0');
  }
  if (digits == 0) return std::nullopt;
  for (; digits < 3; ++digits) value *= 10;
  return chr::milliseconds{value};
}

std::optional<chr::minutes> take_offset(std::string_view& text) {
  if (take_char(text, 'Z') || take_char(text, 'z')) return chr::minutes{0};
  const bool east = take_char(text, '+');
  if (!east && !take_char(text, '-')) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take_char(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const chr::minutes offset = chr::hours{*hours} + chr::minutes{*minutes};
  return east ? offset : -offset;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  const auto date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

void append_text(std::string& out, const Zone& zone, Instant at) {
  const auto local = at + zone.offset;
  const auto day = chr::floor<chr::days>(local);
  const chr::hh_mm_ss time{local - day};
  append_text(out, Date{day});
  out += 'T';
  append_number(out, time.hours().count(), 2);
  out += ':';
  append_number(out, time.minutes().count(), 2);
  out += ':';
  append_number(out, time.seconds().count(), 2);
  if (const auto ms = time.subseconds().count(); ms != 0) {
    out += '.';
    append_number(out, ms, 3);
  }
  const auto offset = chr::abs(zone.offset);
  out += zone.offset.count() < 0 ? '-' : '+';
  append_number(out, offset.count() / 60, 2);
  out += ':';
  append_number(out, offset.count() % 60, 2);
}

std::string to_text(const Zone& zone, Instant at) {
  std::string text;
  append_text(text, zone, at);
  return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !(take_char(text, 'T') || take_char(text, 't') || take_char(text, ' '))) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take_char(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59 || !take_char(text, ':')) return std::nullopt;
  const auto seconds = take_number(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant{chr::sys_days{*date}} + chr::hours{*hours} + chr::minutes{*minutes} + chr::seconds{*seconds} +
         *fraction - *offset;
}

}  // namespace kaoji::base
