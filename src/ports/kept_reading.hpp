#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/application/scanned_sheets.hpp"

namespace kaoji::ports {

/// A page of a scan as it was read and kept.
struct KeptPage {
  std::optional<core::SheetMark> mark;  ///< nothing: no code could be read
  int turned = 0;                       ///< degrees clockwise that made it upright: 0, 90, 180, 270
  std::string picture;                  ///< digest of the upright page's JPEG in the FileStore

  friend bool operator==(const KeptPage&, const KeptPage&) = default;
};

/// What a machine read off a scan, kept with it; the pictures lie in the FileStore.
struct KeptReading {
  bool read = false;            ///< false: it could not be read within the limits, and nothing else is said
  std::vector<KeptPage> pages;  ///< in the order of the file
  core::Seen seal;
  core::Seen leader_signature;
  core::Seen department_signature;

  friend bool operator==(const KeptReading&, const KeptReading&) = default;
};

}  // namespace kaoji::ports
