#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/plan/catalogue.hpp"

namespace kaoji::core {

/// What a name of the platform's file names.
enum class NameKind { institution, certificate };
/// `institution`, `certificate`.
[[nodiscard]] std::string_view to_text(NameKind kind);
[[nodiscard]] std::optional<NameKind> parse_name_kind(std::string_view text);

/// How a name of the file was found, in the order in which it is tried.
enum class FoundBy { code, name, former_name, decision, set_aside, nothing };
/// `code`, `name`, `former-name`, `decision`, `set-aside`, `nothing`.
[[nodiscard]] std::string_view to_text(FoundBy by);
[[nodiscard]] std::optional<FoundBy> parse_found_by(std::string_view text);

/// What a person decided of a name that was not found: the institution's code or the certificate's name that is meant,
/// or, empty, that it is none of ours.
struct NameDecision {
  NameKind kind{};
  std::string key;  ///< NameBook::key_of
  std::string target;
};

/// What could be meant by a name, best first.
struct NameCandidate {
  std::string code;  ///< of an institution; empty for a certificate
  std::string name;
  int likeness = 0;  ///< in percent, of the pairs of characters that both have
};

/// Institutions, with the names that they bore, and certificates, by what files call them.
class NameBook {
 public:
  void add(const Institution& institution, const std::vector<std::string>& former_names);
  void add(const Certificate& certificate);
  /// A decision on something that is not in the book is passed over.
  void decide(const NameDecision& decision);

  template <class Id>
  struct Found {
    FoundBy by = FoundBy::nothing;
    Id id;
  };
  /// By code, then by present name, then by a former one that only one institution bore, then by decision.
  [[nodiscard]] Found<InstitutionId> institution(std::string_view code, std::string_view name) const;
  /// By name, with or without 职业技能等级证书 and a level behind it, then by decision.
  [[nodiscard]] Found<CertificateId> certificate(std::string_view text) const;

  [[nodiscard]] const Institution& institution(InstitutionId id) const;
  [[nodiscard]] const std::string& certificate_name(CertificateId id) const;

  /// Those most like that name, at most `most`.
  [[nodiscard]] std::vector<NameCandidate> candidates(NameKind kind, std::string_view name, std::size_t most) const;

  /// By which a decision on a name is kept.
  [[nodiscard]] static std::string key_of_institution(std::string_view code, std::string_view name);
  [[nodiscard]] static std::string key_of_certificate(std::string_view text);

 private:
  template <class Id>
  using Index = std::unordered_map<std::string, Id>;

  std::unordered_map<InstitutionId, Institution> institutions_;
  std::unordered_map<CertificateId, std::string> certificates_;
  Index<InstitutionId> by_code_;
  Index<InstitutionId> by_name_;
  Index<InstitutionId> by_former_name_;  ///< id 0: several bore it
  Index<CertificateId> by_certificate_;
  Index<InstitutionId> decided_institutions_;  ///< id 0: set aside
  Index<CertificateId> decided_certificates_;
};

}  // namespace kaoji::core
