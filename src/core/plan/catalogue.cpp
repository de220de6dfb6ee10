#include "core/plan/catalogue.hpp"

#include <algorithm>

namespace kaoji::core {

const CertificateLevel* Certificate::find(Level level) const {
  const auto found =
      std::find_if(levels.begin(), levels.end(), [&](const CertificateLevel& each) { return each.level == level; });
  return found == levels.end() ? nullptr : &*found;
}

bool closed_on(const CertificateLevel& level, base::Date day) {
  return level.closed_from && *level.closed_from <= day;
}

}  // namespace kaoji::core
