#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/catalogue_csv/csv_table.hpp"
#include "ports/catalogue_store.hpp"

namespace kaoji::catalogue_csv {

/// What a folder of catalogue files holds (catalogue/README.md tells the columns).
struct Catalogue {
  std::vector<core::Bureau> bureaus;
  std::vector<core::Institution> institutions;  ///< `registered` is false: that is for the office to confirm
  std::vector<ports::SearchableCertificate> certificates;
};

/// The texts of the files. An empty one is not read.
struct CatalogueTexts {
  std::string_view bureaus;
  std::string_view institutions;
  std::string_view certificates;
};

/// Adds the rows of the files to `catalogue`, which may hold bureaus and certificates already: an institution may name
/// its bureau from there, and a certificate may get further levels. All or nothing: every error with its file and line,
/// and then `catalogue` is as it was. Refused: a code or a certificate's level twice, an unknown kind, level or bureau,
/// a bureau for other kinds than local-secondary or none for that one, one certificate under two organisations.
[[nodiscard]] CsvErrors add_catalogue(Catalogue& catalogue, const CatalogueTexts& texts);

/// As above, from bureaus.csv, institutions.csv and certificates.csv of a folder; each may be missing, but not all.
[[nodiscard]] CsvErrors add_catalogue_folder(Catalogue& catalogue, const std::string& folder);

}  // namespace kaoji::catalogue_csv
