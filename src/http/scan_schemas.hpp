#pragma once

#include "http/json_writer.hpp"
#include "http/uploads.hpp"
#include "usecases/signed_scan.hpp"

namespace kaoji::http {

/// Schema Scan, with what was read off it.
void write_scan(JsonWriter& json, const usecases::ScanView& view);

/// Schema ScanProgress.
void write_progress(JsonWriter& json, const UploadProgress& progress);

}  // namespace kaoji::http
