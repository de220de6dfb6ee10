#include "adapters/bundles_zip/chinese_names.hpp"

#include <stdexcept>

namespace kaoji::bundles_zip {

namespace {

/// Made once and kept: other threads may be using it when this one ends.
locale_t utf8() {
  static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (made == nullptr) throw std::runtime_error("the system knows no locale C.UTF-8");
  return made;
}

}  // namespace

ChineseNames::ChineseNames() : before_(uselocale(utf8())) {}

ChineseNames::~ChineseNames() {
  uselocale(before_);
}

}  // namespace kaoji::bundles_zip
