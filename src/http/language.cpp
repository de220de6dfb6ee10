#include "http/language.hpp"

#include <algorithm>
#include <charconv>

#include "http/header_text.hpp"

namespace kaoji::http {

namespace {

/// In thousandths, as RFC 9110 writes it: q=0.8. What is not written so weighs nothing.
int weight_of(std::string_view parameters) {
  const std::string_view text = trimmed(parameters);
  if (text.empty()) return 1000;
  if (!text.starts_with("q=") && !text.starts_with("Q=")) return 0;
  double weight = 0;
  const std::string_view digits = text.substr(2);
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (error != std::errc() || stop != digits.data() + digits.size() || !(weight >= 0 && weight <= 1)) return 0;
  return static_cast<int>(weight * 1000);
}

/// Is the range `language` or one of its kinds (zh-CN)?
bool names(std::string_view range, std::string_view language) {
  return same_letters(range.substr(0, std::min(range.find('-'), range.size())), language);
}

}  // namespace

base::Language language_of(std::string_view accept_language) {
  int zh = 0;
  int en = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
    const std::string_view one = accept_language.substr(0, comma);
    accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
    const std::size_t semicolon = std::min(one.find(';'), one.size());
    const std::string_view range = trimmed(one.substr(0, semicolon));
    const int weight = weight_of(one.substr(std::min(semicolon + 1, one.size())));
    if (names(range, "zh")) zh = std::max(zh, weight);
    if (names(range, "en")) en = std::max(en, weight);
  }
  return en > zh ? base::Language::en : base::Language::zh;
}

std::string_view content_language(base::Language language) {
  return language == base::Language::en ? "en" : "zh-CN";
}

}  // namespace kaoji::http
