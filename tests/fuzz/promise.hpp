#pragma once

#include <cstdio>
#include <cstdlib>

namespace kaoji::fuzz {

/// Ends the process with that sentence unless the promise was kept.
inline void promise(bool kept, const char* sentence) {
  if (!kept) {
    std::fprintf(stderr, "broken promise: %s\n", sentence);
    std::abort();
  }
}

}  // namespace kaoji::fuzz
