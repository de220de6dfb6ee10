#pragma once

#include <string_view>

#include "ports/catalogue_store.hpp"

namespace kaoji::ports {

/// Makes the keys by which a name is found when somebody types pinyin or initials.
class PinyinKeys {
 public:
  virtual ~PinyinKeys() = default;

  /// Syllables apart without tones, ü as v; words of letters and digits whole; everything else left out. Each character
  /// has its most common reading, which is not always the one meant: the office looks them over. Safe from any thread.
  [[nodiscard]] virtual Pinyin keys_of(std::string_view name) const = 0;
};

}  // namespace kaoji::ports
