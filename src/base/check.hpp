#pragma once

#include <stdexcept>
#include <string>

namespace kaoji::base {

/// We were wrong: a broken assumption of our own, never something a person or the environment can cause.
/// One request dies of it (500), the server lives.
class BrokenAssumption : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Always on, in every build: throws BrokenAssumption with `what` when `holds` is false.
inline void check(bool holds, const char* what) {
  if (!holds) throw BrokenAssumption(what);
}

/// As above, for a message that had to be put together.
inline void check(bool holds, const std::string& what) {
  if (!holds) throw BrokenAssumption(what);
}

}  // namespace kaoji::base
