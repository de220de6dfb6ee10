#include "http/percent_decoding.hpp"

#include "http/text_rules.hpp"

namespace kaoji::http {

namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view encoded, bool plus_is_space) {
  std::string text;
  text.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] == '+' && plus_is_space) {
      text += ' ';
    } else if (encoded[i] != '%') {
      text += encoded[i];
    } else {
      if (i + 2 >= encoded.size()) return std::nullopt;
      const int high = digit_of(encoded[i + 1]);
      const int low = digit_of(encoded[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      text += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_utf8(text)) return std::nullopt;
  return text;
}

}  // namespace kaoji::http
