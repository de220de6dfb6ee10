#pragma once

#include <string_view>

namespace kaoji::base {

/// The languages in which people are spoken to.
enum class Language { zh, en };

/// The same words in both.
struct Words {
  std::string_view zh;
  std::string_view en;

  [[nodiscard]] constexpr std::string_view in(Language language) const { return language == Language::en ? en : zh; }
};

}  // namespace kaoji::base
