#pragma once

#include <string>
#include <utility>
#include <vector>

#include "adapters/system/national_crypto.hpp"
#include "ports/files.hpp"
#include "ports/forms.hpp"
#include "usecases/round_archive.hpp"
#include "usecases/verify_archive.hpp"

namespace kaoji::round_archive {

/// Members of a bundle by name, in their order.
using Members = std::vector<std::pair<std::string, std::string>>;

/// A made-up round: three applications (approved, approved in part, rejected), three plans with a reversed assessment,
/// five rows of an audit trail, of which two adjoin.
[[nodiscard]] usecases::RoundArchive made_up_round(const ports::Crypto& crypto);

/// The archive of it as a file's bytes.
[[nodiscard]] std::string archive_bytes(const usecases::RoundArchive& round, const ports::Crypto& crypto);

/// A bundle's members, and a bundle of such members.
[[nodiscard]] Members members_of(const std::string& bytes);
[[nodiscard]] std::string bundle_of(const Members& members);
/// The same with a manifest that fits.
[[nodiscard]] std::string sealed_bundle_of(Members members);

/// What the checker says of these bytes.
[[nodiscard]] usecases::ArchiveVerdict verdict_of(const std::string& bytes, const ports::Crypto& crypto,
                                                  const usecases::ArchiveLimits& limits = {});

}  // namespace kaoji::round_archive
