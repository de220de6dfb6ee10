#pragma once

#include <optional>
#include <string>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What a query names of the province.
struct QueriedScope {
  std::string institution;  ///< code
  std::string bureau;       ///< code
  std::optional<core::InstitutionKind> kind;
};

/// The part of the reach that the query names; nothing: the two do not meet.
[[nodiscard]] std::optional<ports::Scope> narrowed_scope(ports::Transaction& tx, const Context& context, core::Act act,
                                                         const QueriedScope& named);

/// The certificates of a certificate's name or an organisation's, all for empty ones; nothing: no such certificate.
[[nodiscard]] std::optional<ports::CertificateScope> named_certificates(ports::Transaction& tx,
                                                                        const std::string& certificate,
                                                                        const std::string& organisation);

}  // namespace kaoji::usecases
