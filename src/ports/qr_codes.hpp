#pragma once

#include <string>
#include <string_view>

namespace kaoji::ports {

/// A QR code as one path of an SVG: each dark module a square of one unit, without a quiet zone.
struct QrCode {
  int size = 0;  ///< modules to a side
  std::string path;
};

class QrCodes {
 public:
  virtual ~QrCodes() = default;
  [[nodiscard]] virtual QrCode draw(std::string_view text) const = 0;
};

}  // namespace kaoji::ports
