#include "adapters/store_sql/catalogue_memo.hpp"

namespace kaoji::store_sql {

void CatalogueMemo::forget() {
  sure_ = false;
  version_ = -1;
  bureaus_.reset();
  institutions_.clear();
  institution_codes_.clear();
  certificates_.clear();
  certificate_names_.clear();
}

void CatalogueMemo::change() {
  session_.run("UPDATE catalogue_version SET version = version + 1");
  forget();
}

void CatalogueMemo::be_sure() {
  if (sure_) return;
  std::int64_t version = 0;
  {
    auto query = session_.query({"SELECT version FROM catalogue_version", "n"});
    if (query.next()) version = query.number();
  }
  if (version != version_) forget();
  version_ = version;
  sure_ = true;
}

const std::vector<core::Bureau>* CatalogueMemo::bureaus() {
  be_sure();
  return bureaus_ ? &*bureaus_ : nullptr;
}

const core::Institution* CatalogueMemo::institution(core::InstitutionId id) {
  be_sure();
  const auto found = institutions_.find(id.value);
  return found == institutions_.end() ? nullptr : &found->second;
}

const core::Institution* CatalogueMemo::institution(std::string_view code) {
  be_sure();
  const auto found = institution_codes_.find(code);
  return found == institution_codes_.end() ? nullptr : institution(found->second);
}

const core::Certificate* CatalogueMemo::certificate(core::CertificateId id) {
  be_sure();
  const auto found = certificates_.find(id.value);
  return found == certificates_.end() ? nullptr : &found->second;
}

const core::Certificate* CatalogueMemo::certificate(std::string_view name) {
  be_sure();
  const auto found = certificate_names_.find(name);
  return found == certificate_names_.end() ? nullptr : certificate(found->second);
}

void CatalogueMemo::keep(const core::Institution& institution) {
  institutions_.insert_or_assign(institution.id.value, institution);
  institution_codes_.insert_or_assign(institution.code, institution.id);
}

void CatalogueMemo::keep(const core::Certificate& certificate) {
  certificates_.insert_or_assign(certificate.id.value, certificate);
  certificate_names_.insert_or_assign(certificate.name, certificate.id);
}

}  // namespace kaoji::store_sql
