#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan/catalogue.hpp"

namespace kaoji::ports {

struct InstitutionFilter {
  std::optional<core::InstitutionKind> kind;
  std::string bureau;  ///< code; empty: any
  std::string search;  ///< part of the name or code; empty: any
  std::string after_code;
  int limit = 50;
};

/// A name that an institution bore until an instant.
struct FormerName {
  std::string name;
  base::Instant until;
};

/// Search keys of a name, so that people find it by pinyin or initials. Both may be empty.
struct Pinyin {
  std::string full;
  std::string initials;
};

/// A certificate with the keys that it is searched by.
struct SearchableCertificate {
  core::Certificate certificate;
  Pinyin pinyin;
};

/// How often an institution or a certificate was changed since it was put in, and by whom last.
struct CatalogueEdit {
  std::int64_t version = 1;         ///< counts every change, for If-Match
  std::optional<base::Instant> at;  ///< of the last change; nothing: there was none
  std::string actor;                ///< its login; empty: there was none
};

/// Bureaus, institutions with their names in time, certificates with their levels.
class CatalogueStore {
 public:
  virtual ~CatalogueStore() = default;

  /// In the order of their codes.
  [[nodiscard]] virtual std::vector<core::Bureau> bureaus() = 0;
  [[nodiscard]] virtual std::optional<core::Bureau> bureau(std::string_view code) = 0;
  virtual void put_bureau(const core::Bureau& bureau) = 0;

  [[nodiscard]] virtual std::optional<core::Institution> institution(core::InstitutionId id) = 0;
  [[nodiscard]] virtual std::optional<core::Institution> institution_by_code(std::string_view code) = 0;
  /// In the order of their codes.
  [[nodiscard]] virtual std::vector<core::Institution> institutions(const InstitutionFilter& filter) = 0;
  /// Inserts when there is none of that code, else updates; a changed name is kept in the history of names from `at`.
  virtual core::InstitutionId put_institution(const core::Institution& institution, base::Instant at) = 0;
  virtual void set_registered(core::InstitutionId id, base::Instant at) = 0;
  /// Corrects the code; nobody else may have it.
  virtual void set_code(core::InstitutionId id, std::string_view code) = 0;
  /// Earlier names, oldest first.
  [[nodiscard]] virtual std::vector<FormerName> former_names(core::InstitutionId id) = 0;
  /// Makes every act on this institution wait for ours. True: what was read before may have changed meanwhile, read it
  /// again (PostgreSQL's row lock); false: nothing can have changed (behind SQLite's one writer).
  [[nodiscard]] virtual bool lock_institution(core::InstitutionId id) = 0;
  /// As above for all institutions, in one order.
  virtual void lock_all_institutions() = 0;
  [[nodiscard]] virtual CatalogueEdit last_edit(core::InstitutionId id) = 0;
  /// Notes that the institution was changed: its version is one more.
  virtual void note_edit(core::InstitutionId id, base::Instant at, std::string_view actor) = 0;

  [[nodiscard]] virtual std::optional<core::Certificate> certificate(core::CertificateId id) = 0;
  [[nodiscard]] virtual std::optional<core::Certificate> certificate_by_name(std::string_view name) = 0;
  /// Those of the given ids, in any order; unknown ids are left out.
  [[nodiscard]] virtual std::vector<core::Certificate> certificates(const std::vector<core::CertificateId>& ids) = 0;
  /// By name, organisation, pinyin or initials; an empty text gives all, in the order of the names.
  [[nodiscard]] virtual std::vector<SearchableCertificate> search_certificates(std::string_view text, int limit) = 0;
  /// Inserts when there is none of that name, else updates organisation, levels and search keys.
  virtual core::CertificateId put_certificate(const core::Certificate& certificate, const Pinyin& pinyin) = 0;
  /// As lock_institution, for changes of this certificate.
  [[nodiscard]] virtual bool lock_certificate(core::CertificateId id) = 0;
  [[nodiscard]] virtual CatalogueEdit last_edit(core::CertificateId id) = 0;
  virtual void note_edit(core::CertificateId id, base::Instant at, std::string_view actor) = 0;
};

}  // namespace kaoji::ports
