#include "http/json_writer.hpp"

#include <array>

namespace kaoji::http {

namespace {

bool needs_escape(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += digits[static_cast<unsigned char>(c) >> 4U];
  out += digits[static_cast<unsigned char>(c) & 15U];
}

/// Two digits of a number from 0 to 99.
void put_two(char* at, unsigned number) {
  at[0] = static_cast<char>('0' + number / 10);
  at[1] = static_cast<char>('0' + number % 10);
}

}  // namespace

JsonWriter& JsonWriter::value(std::string_view text) {
  comma();
  text_ += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    text_.append(text, start, i - start);
    append_escaped(text_, text[i]);
    start = i + 1;
  }
  text_.append(text, start, text.size() - start);
  text_ += '"';
  after_value_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(base::Date day) {
  const int year = static_cast<int>(day.year());
  if (year < 0 || year > 9999) return value(std::string_view(base::to_text(day)));
  std::array<char, 10> text{};
  put_two(text.data(), static_cast<unsigned>(year) / 100);
  put_two(text.data() + 2, static_cast<unsigned>(year) % 100);
  text[4] = text[7] = '-';
  put_two(text.data() + 5, static_cast<unsigned>(day.month()));
  put_two(text.data() + 8, static_cast<unsigned>(day.day()));
  comma();
  text_ += '"';
  text_.append(text.data(), text.size());
  text_ += '"';
  after_value_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(base::Instant at) {
  return value(std::string_view(base::to_text(zone_, at)));
}

}  // namespace kaoji::http
