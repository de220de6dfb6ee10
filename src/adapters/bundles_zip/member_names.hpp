#pragma once

#include <set>
#include <string>
#include <string_view>

namespace kaoji::bundles_zip {

/// The names of a bundle so far.
class MemberNames {
 public:
  /// False when it is no member name, or another member has it, letters' case aside: unpacked on Windows, one would
  /// take the other's place.
  [[nodiscard]] bool take(std::string_view name);
  [[nodiscard]] std::size_t count() const { return folded_.size(); }

 private:
  std::set<std::string, std::less<>> folded_;
};

}  // namespace kaoji::bundles_zip
