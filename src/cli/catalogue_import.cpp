#include "cli/catalogue_import.hpp"

#include <fmt/format.h>

namespace kaoji::cli {

void put_catalogue(ports::Transaction& tx, const catalogue_csv::Catalogue& catalogue, base::Instant at) {
  ports::CatalogueStore& store = tx.catalogue();
  for (const core::Bureau& bureau : catalogue.bureaus) store.put_bureau(bureau);
  for (core::Institution institution : catalogue.institutions) {
    if (const auto known = store.institution_by_code(institution.code)) institution.registered = known->registered;
    store.put_institution(institution, at);
  }
  for (const auto& [given, pinyin] : catalogue.certificates) {
    core::Certificate certificate = given;
    if (const auto known = store.certificate_by_name(certificate.name)) {
      for (core::CertificateLevel& level : certificate.levels) {
        if (const auto* before = known->find(level.level)) level.closed_from = before->closed_from;
      }
    }
    store.put_certificate(certificate, pinyin);
  }
}

std::string to_text(const catalogue_csv::CsvErrors& errors) {
  std::string text;
  for (const catalogue_csv::CsvError& error : errors) {
    text += fmt::format("{}{}:{}: {} {}", text.empty() ? "" : "\n", error.file, error.line, error.zh, error.en);
  }
  return text;
}

}  // namespace kaoji::cli
