#pragma once

#include <string>
#include <vector>

#include "usecases/plan_questions.hpp"

namespace kaoji::usecases {

/// May it be the code of an institution, which goes into addresses: letters and digits of any script, hyphen, dot and
/// underscore?
[[nodiscard]] bool is_plain_code(std::string_view code);

/// What the office writes about an institution.
struct InstitutionWish {
  std::string code;
  std::string name;
  core::InstitutionKind kind{};
  std::string bureau;  ///< code; of a local-secondary, and of no other
};

/// Puts an institution into the catalogue. Clashes: a code or name that another one has, a bureau that is not known or
/// does not go with the kind. `dry_run`: only says what would be.
[[nodiscard]] Outcome<InstitutionView> add_institution(ports::Transaction& tx, const Context& context,
                                                       const InstitutionWish& wish, bool registered, bool dry_run);
/// Changes name (the old one stays in its history), kind, bureau or code of the institution with that code. Kind and
/// bureau decide who reviews (R11), so they stay while an application awaits: `pending-application`. The code stays
/// once a plan, an application or an extension names it: clash `in_use`. See docs/decisions/0012. `version` is the one
/// that the wish was made on; a later one refuses it (`current_version`).
[[nodiscard]] Outcome<InstitutionView> change_institution(ports::Transaction& tx, const Context& context,
                                                          const std::string& code, std::int64_t version,
                                                          const InstitutionWish& wish, bool dry_run);

/// What the office writes about a certificate.
struct CertificateWish {
  std::string name;
  std::string organisation;
  std::vector<core::Level> levels;
  ports::Pinyin pinyin;
};

/// Puts a certificate into the catalogue, its levels open. Clash: one of that name is there, ASCII case aside.
[[nodiscard]] Outcome<ports::SearchableCertificate> add_certificate(ports::Transaction& tx, const Context& context,
                                                                    const CertificateWish& wish, bool dry_run);
/// Changes organisation and search keys and adds the levels that are new; none is taken away, and the name stays: forms
/// that were signed name it. `version` as for an institution. Not-yours when there is no such certificate.
[[nodiscard]] Outcome<ports::SearchableCertificate> change_certificate(ports::Transaction& tx, const Context& context,
                                                                       core::CertificateId id, std::int64_t version,
                                                                       const CertificateWish& wish, bool dry_run);

/// What a closing would touch (R16).
struct ClosurePreview {
  std::vector<core::Level> levels;  ///< that would be closed
  /// Their lines of the certificate could no longer be approved from that day on.
  std::vector<core::ApplicationId> awaiting;
  ports::PlanSums live;  ///< plans that stay: they can still be decreased
};
[[nodiscard]] Outcome<ClosurePreview> preview_closure(ports::Transaction& tx, const Context& context,
                                                      const std::string& certificate, std::optional<core::Level> level);

}  // namespace kaoji::usecases
