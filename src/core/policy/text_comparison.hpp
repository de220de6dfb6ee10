#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/policy/explanation.hpp"

namespace kaoji::core {

/// What became of a line, from the left text to the right one.
enum class LineChange { same, changed, added, removed };

/// A row of two texts side by side: which line stands on either side, counted from 0; nothing: none does.
struct ComparedRow {
  LineChange change{};
  std::optional<std::size_t> left;
  std::optional<std::size_t> right;

  friend bool operator==(const ComparedRow&, const ComparedRow&) = default;
};

/// The lines of a text without their ends (LF or CRLF); an empty text has none.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// Two texts side by side: the longest common subsequence of their lines stands as `same`, and of what lies between
/// two such lines the first removed one faces the first added one as `changed`, and so on. What is left when the equal
/// lines at both ends are taken off may have kMostCompared pairs of lines; a longer middle is shown as replaced whole,
/// which is true though not the shortest way to say it.
[[nodiscard]] std::vector<ComparedRow> compare_lines(const std::vector<std::string_view>& left,
                                                     const std::vector<std::string_view>& right);
inline constexpr std::size_t kMostCompared = 4'000'000;

/// What two notices say of a year, side by side: words under the same title face each other, `changed` when they or
/// their clause differ.
[[nodiscard]] std::vector<ComparedRow> compare_words(const std::vector<PolicyWords>& left,
                                                     const std::vector<PolicyWords>& right);

/// `same`, `changed`, `added`, `removed`.
[[nodiscard]] std::string_view to_text(LineChange change);

}  // namespace kaoji::core
