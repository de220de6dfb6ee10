#include "adapters/bundles_zip/member_names.hpp"

#include "base/member_name.hpp"

namespace kaoji::bundles_zip {

bool MemberNames::take(std::string_view name) {
  if (!base::is_member_name(name)) return false;
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return folded_.insert(std::move(folded)).second;
}

}  // namespace kaoji::bundles_zip
