#pragma once

#include "ports/pinyin_keys.hpp"

namespace kaoji::pinyin_icu {

/// Readings by ICU's transliterator Han-Latin.
class IcuPinyin final : public ports::PinyinKeys {
 public:
  [[nodiscard]] ports::Pinyin keys_of(std::string_view name) const override;
};

}  // namespace kaoji::pinyin_icu
