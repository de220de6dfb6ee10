#pragma once

#include <optional>
#include <string>

#include "core/plan/catalogue.hpp"

namespace kaoji::ports {

/// Which certificates are meant: one, those of a 培训评价组织, or all (nothing given).
struct CertificateScope {
  std::optional<core::CertificateId> certificate;
  std::string organisation;

  [[nodiscard]] bool all() const { return !certificate && organisation.empty(); }
};

}  // namespace kaoji::ports
