#pragma once

#include <cstdint>
#include <limits>

namespace kaoji::forms_pdf {

/// sum + more, or the end of the range that it would pass: a draft shows what was typed, be it the largest number there
/// is.
inline std::int64_t bounded_sum(std::int64_t sum, std::int64_t more) {
  std::int64_t result = 0;
  if (__builtin_add_overflow(sum, more, &result)) {
    return more < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  }
  return result;
}

}  // namespace kaoji::forms_pdf
