#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>

namespace kaoji::base {

/// The enumerator that `text` is the word of, in a table that has the word of enumerator n at place n; `word_of` says
/// where in an entry the word stands. Nothing for a text that is no word of it.
template <class Enum, class Table, class WordOf = std::identity>
[[nodiscard]] std::optional<Enum> enumerator_of(const Table& table, std::string_view text, WordOf word_of = {}) {
  const auto found = std::ranges::find(table, text, word_of);
  if (found == std::ranges::end(table)) return std::nullopt;
  return static_cast<Enum>(found - std::ranges::begin(table));
}

}  // namespace kaoji::base
