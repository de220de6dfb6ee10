#include "http/json_writer.hpp"

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
  comma();
  text_ += '"';
  base::append_text(text_, day);
  text_ += '"';
  after_value_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(base::Instant at) {
  comma();
  text_ += '"';
  base::append_text(text_, zone_, at);
  text_ += '"';
  after_value_ = true;
  return *this;
}

}  // namespace kaoji::http
