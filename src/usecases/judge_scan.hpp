#pragma once

#include <string_view>

#include "base/result.hpp"
#include "ports/files.hpp"
#include "ports/scans.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

/// Keeps an uploaded file and has its structure judged, outside any transaction, because both take their time. The file
/// is durable when this returns; one that is refused stays unreferenced. Throws StorageLow, ScanUnavailable.
[[nodiscard]] base::Result<KeptScan, ports::ScanVerdict> judge_scan(ports::FileStore& files,
                                                                    const ports::ScanInspector& inspector,
                                                                    std::string_view bytes);

}  // namespace kaoji::usecases
