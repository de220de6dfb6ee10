#pragma once

#include "adapters/store_sql/catalogue_memo.hpp"
#include "adapters/store_sql/session.hpp"
#include "ports/catalogue_store.hpp"

namespace kaoji::store_sql {

/// Bureaus, institutions and certificates as rows.
class CatalogueRows : public ports::CatalogueStore {
 public:
  explicit CatalogueRows(Session& session) : session_(session), memo_(session) {}

  [[nodiscard]] CatalogueMemo& memo() { return memo_; }
  /// Of an id that a row points at; good until the transaction changes the catalogue.
  [[nodiscard]] const core::Institution& institution_pointed_at(core::InstitutionId id);
  [[nodiscard]] const core::Certificate& certificate_pointed_at(core::CertificateId id);

  std::vector<core::Bureau> bureaus() override;
  std::optional<core::Bureau> bureau(std::string_view code) override;
  void put_bureau(const core::Bureau& bureau) override;

  std::optional<core::Institution> institution(core::InstitutionId id) override;
  std::optional<core::Institution> institution_by_code(std::string_view code) override;
  std::vector<core::Institution> institutions(const ports::InstitutionFilter& filter) override;
  core::InstitutionId put_institution(const core::Institution& institution, base::Instant at) override;
  void set_registered(core::InstitutionId id, base::Instant at) override;
  void set_code(core::InstitutionId id, std::string_view code) override;
  std::vector<ports::FormerName> former_names(core::InstitutionId id) override;
  bool lock_institution(core::InstitutionId id) override;
  void lock_all_institutions() override;
  ports::CatalogueEdit last_edit(core::InstitutionId id) override;
  void note_edit(core::InstitutionId id, base::Instant at, std::string_view actor) override;

  std::optional<core::Certificate> certificate(core::CertificateId id) override;
  std::optional<core::Certificate> certificate_by_name(std::string_view name) override;
  std::vector<core::Certificate> certificates(const std::vector<core::CertificateId>& ids) override;
  std::vector<ports::SearchableCertificate> search_certificates(std::string_view text, int limit) override;
  core::CertificateId put_certificate(const core::Certificate& certificate, const ports::Pinyin& pinyin) override;
  bool lock_certificate(core::CertificateId id) override;
  ports::CatalogueEdit last_edit(core::CertificateId id) override;
  void note_edit(core::CertificateId id, base::Instant at, std::string_view actor) override;

 private:
  const std::vector<core::Bureau>& all_bureaus();
  std::optional<core::Institution> only(Query& query);
  std::optional<core::Certificate> only_certificate(Query& query);
  core::InstitutionId insert(const core::Institution& institution);
  void keep_name(core::InstitutionId id, std::string_view name, base::Instant at);
  ports::CatalogueEdit edit_of(std::string_view what, std::int64_t id);
  void note_edit_of(std::string_view what, std::int64_t id, base::Instant at, std::string_view actor);
  void put_levels(core::CertificateId id, const std::vector<core::CertificateLevel>& levels);

  Session& session_;
  CatalogueMemo memo_;
};

}  // namespace kaoji::store_sql
