#include "core/refusal/blank.hpp"

#include <algorithm>
#include <array>

namespace kaoji::core {

bool is_blank(std::string_view text) {
  constexpr std::array<std::string_view, 6> kBlanks{" ", "\t", "\r", "\n", "\u00a0", "\u3000"};
  while (!text.empty()) {
    const auto blank =
        std::find_if(kBlanks.begin(), kBlanks.end(), [text](std::string_view one) { return text.starts_with(one); });
    if (blank == kBlanks.end()) return false;
    text.remove_prefix(blank->size());
  }
  return true;
}

}  // namespace kaoji::core
