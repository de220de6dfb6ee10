#pragma once

#include <string>

#include "adapters/catalogue_csv/catalogue_rows.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// Puts every row of the catalogue into the store. What is there already is brought up to date by its code or name, and
/// keeps what the files do not know: the registration of an institution, the closing of a level.
void put_catalogue(ports::Transaction& tx, const catalogue_csv::Catalogue& catalogue, base::Instant at);

/// Every error on a line of its own: `FILE:LINE: 中文 English`.
[[nodiscard]] std::string to_text(const catalogue_csv::CsvErrors& errors);

}  // namespace kaoji::cli
