#pragma once

#include <cstdint>

#include "ports/store.hpp"

namespace kaoji::usecases {

/// Bytes of the scans that were uploaded for an institution's applications of that year, each file once, whether a
/// later one took its place or not: all of them are kept.
[[nodiscard]] std::int64_t scan_bytes_of_year(ports::Transaction& tx, core::InstitutionId institution, int year);

}  // namespace kaoji::usecases
