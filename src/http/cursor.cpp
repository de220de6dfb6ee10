#include "http/cursor.hpp"

#include <fmt/format.h>

#include <charconv>

namespace kaoji::http {

namespace {

Fault cursor_invalid() {
  return parameter_invalid("cursor", "不是本列表的游标", "Not a cursor of this list");
}

}  // namespace

std::string cursor_text(std::string_view list, std::int64_t place) {
  return fmt::format("{}.{}", list, place);
}

std::string cursor_text(std::string_view list, std::string_view place) {
  return fmt::format("{}.{}", list, place);
}

std::string cursor_word(QueryReader& query, std::string_view list) {
  const auto text = query.text("cursor", 512);
  if (!text) return {};
  if (!text->starts_with(list) || text->size() <= list.size() + 1 || (*text)[list.size()] != '.')
    throw cursor_invalid();
  return text->substr(list.size() + 1);
}

std::int64_t cursor_number(QueryReader& query, std::string_view list) {
  const std::string word = cursor_word(query, list);
  if (word.empty()) return 0;
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || stop != word.data() + word.size() || number < 0) throw cursor_invalid();
  return number;
}

}  // namespace kaoji::http
