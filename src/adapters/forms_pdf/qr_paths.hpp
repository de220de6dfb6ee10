#pragma once

#include "ports/qr_codes.hpp"

namespace kaoji::forms_pdf {

/// QR codes for the screen, by the library that makes those of the forms.
class QrPaths : public ports::QrCodes {
 public:
  [[nodiscard]] ports::QrCode draw(std::string_view text) const override;
};

}  // namespace kaoji::forms_pdf
