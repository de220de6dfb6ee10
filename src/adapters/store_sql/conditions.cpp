#include "adapters/store_sql/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kaoji::store_sql {

namespace {

constexpr std::array<std::string_view, 16> kNames{"p0", "p1", "p2",  "p3",  "p4",  "p5",  "p6",  "p7",
                                                  "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"};

std::string list_of(std::size_t size) {
  std::string list = " IN (";
  for (std::size_t i = 0; i < size; ++i) list.append(i == 0 ? ":" : ", :").append(kNames[i]);
  return list += ")";
}

}  // namespace

void Conditions::add(std::string_view condition) {
  where_.append(where_.empty() ? " WHERE " : " AND ").append(condition);
}

void Conditions::add(std::string_view condition, std::string_view name, std::int64_t value) {
  add(condition);
  numbers_.push_back({name, value});
}

void Conditions::add(std::string_view condition, std::string_view name, std::string_view value) {
  add(condition);
  texts_.push_back({name, std::string{value}});
}

void Conditions::add_one_of(std::string_view column, const std::vector<std::string_view>& words) {
  if (!words.empty()) add(fmt::format("{} IN ('{}')", column, fmt::join(words, "', '")));
}

void Conditions::add_none_of(std::string_view column, const std::vector<std::string_view>& words) {
  if (!words.empty()) add(fmt::format("{} NOT IN ('{}')", column, fmt::join(words, "', '")));
}

void Conditions::set(Query& query) const {
  for (const Number& number : numbers_) query.set(number.name, number.value);
  for (const Text& text : texts_) query.set(text.name, std::string_view{text.value});
}

void in_pieces(const std::vector<std::int64_t>& ids,
               const std::function<void(std::string_view list, const std::function<void(Query&)>& set)>& run) {
  for (std::size_t from = 0; from < ids.size(); from += kNames.size()) {
    const std::size_t size = std::min(ids.size() - from, kNames.size());
    // Lists of 1, 4 or 16; what is short of them repeats the last id.
    const std::size_t width = size == 1 ? 1 : size <= 4 ? 4 : kNames.size();
    run(list_of(width), [&](Query& query) {
      for (std::size_t i = 0; i < width; ++i) query.set(kNames[i], ids[from + std::min(i, size - 1)]);
    });
  }
}

}  // namespace kaoji::store_sql
