#include "usecases/narrowed_scope.hpp"

namespace kaoji::usecases {

std::optional<ports::Scope> narrowed_scope(ports::Transaction& tx, const Context& context, core::Act act,
                                           const QueriedScope& named) {
  auto scope = reach(context, act);
  if (!scope) return std::nullopt;
  if (!named.institution.empty()) {
    const auto institution = tx.catalogue().institution_by_code(named.institution);
    if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
    scope->institution = institution->id;
  }
  if (!named.bureau.empty()) {
    if (!scope->bureau.empty() && scope->bureau != named.bureau) return std::nullopt;
    scope->bureau = named.bureau;
  }
  scope->kind = named.kind;
  return scope;
}

std::optional<ports::CertificateScope> named_certificates(ports::Transaction& tx, const std::string& certificate,
                                                          const std::string& organisation) {
  ports::CertificateScope certificates;
  certificates.organisation = organisation;
  if (certificate.empty()) return certificates;
  const auto found = tx.catalogue().certificate_by_name(certificate);
  if (!found) return std::nullopt;
  certificates.certificate = found->id;
  return certificates;
}

}  // namespace kaoji::usecases
