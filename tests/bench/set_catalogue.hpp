#pragma once

#include <string>
#include <vector>

#include "ports/store.hpp"

namespace kaoji::bench {

// What both data sets have: bureaus, institutions, certificates and those who sign in.

[[nodiscard]] base::Date day(int year, unsigned month, unsigned of_month);
[[nodiscard]] base::Instant morning(base::Date date);

/// Bureaus, certificates of three levels each, the department's reviewers, one of the office. The certificates in their
/// order.
std::vector<core::CertificateId> put_catalogue(ports::Transaction& tx);

/// The i-th institution (0 to 999) with its clerk.
core::InstitutionId put_school(ports::Transaction& tx, int institution);

}  // namespace kaoji::bench
