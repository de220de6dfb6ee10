#pragma once

#include <string_view>

#include "base/result.hpp"
#include "ports/files.hpp"
#include "ports/scans.hpp"
#include "usecases/known_readings.hpp"
#include "usecases/signed_scan.hpp"

namespace kaoji::usecases {

/// Keeps an uploaded file and has its structure judged, outside any transaction, because both take their time. The file
/// is durable when this returns; one that is refused stays unreferenced. Throws StorageLow, ScanUnavailable.
[[nodiscard]] base::Result<KeptScan, ports::ScanVerdict> judge_scan(ports::FileStore& files,
                                                                    const ports::ScanInspector& inspector,
                                                                    std::string_view bytes);

/// Has an accepted scan read unless it is known, and keeps the pictures of its pages: durable when this returns. `read`
/// is false when no reader is free or the limits do not suffice, which refuses nothing. `progress` is called on this
/// thread. Throws StorageLow.
[[nodiscard]] ports::KeptReading read_scan(ports::FileStore& files, const ports::ScanReader& reader,
                                           KnownReadings& known, std::string_view digest,
                                           const ports::ScanReader::Progress& progress);

}  // namespace kaoji::usecases
