#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kaoji::forms_pdf {

/// What ties a sheet of paper to the data that it was printed from; on each page, as QR code and in letters.
struct FormMark {
  std::string number;  ///< of the application
  std::int64_t revision = 1;
  std::int64_t page = 1;
  std::int64_t pages = 1;
  std::string digest;  ///< hex SM3 of the content; its first 16 digits are shown
  bool draft = false;  ///< the sheet says 草稿
};

/// KAOJI1:NUMBER:REVISION:PAGE/PAGES:DIGEST, capitals; KAOJI1D on a sheet that says 草稿. Only characters of the QR
/// alphanumeric mode, which makes the modules a third larger than bytes would: that is what a bad scan needs.
std::string qr_text(const FormMark& mark);

/// The first digits of a digest in groups of four that a person can read aloud and type: 9F2C 4A1B 0D3E 5F67.
std::string typed_digest(const std::string& digest, std::size_t digits = 16);

/// The QR code of the text at error correction Q, row by row, true where dark, without a quiet zone.
std::vector<std::vector<bool>> qr_modules(const std::string& text);

}  // namespace kaoji::forms_pdf
