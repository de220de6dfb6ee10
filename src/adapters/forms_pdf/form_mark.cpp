#include "adapters/forms_pdf/form_mark.hpp"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <fmt/format.h>

#include <algorithm>

namespace kaoji::forms_pdf {
namespace {

constexpr std::size_t kDigestDigits = 16;
// ZXing's scale for all its formats goes from 1 to 8; for QR codes 5 and 6 mean Q.
constexpr int kCorrectionQ = 5;

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return 'a' <= letter && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return text;
}

}  // namespace

std::string qr_text(const FormMark& mark) {
  return fmt::format("{}:{}:{}:{}/{}:{}", mark.draft ? "KAOJI1D" : "KAOJI1", capitals(mark.number), mark.revision,
                     mark.page, mark.pages, capitals(mark.digest.substr(0, kDigestDigits)));
}

std::string typed_digest(const std::string& digest, std::size_t digits) {
  std::string grouped;
  const std::string shown = capitals(digest.substr(0, digits));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i > 0 && i % 4 == 0) {
      grouped += ' ';
    }
    grouped += shown[i];
  }
  return grouped;
}

std::vector<std::vector<bool>> qr_modules(const std::string& text) {
  const ZXing::BitMatrix code =
      ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode).setEccLevel(kCorrectionQ).setMargin(0).encode(text, 0, 0);
  std::vector<std::vector<bool>> dark(static_cast<std::size_t>(code.height()));
  for (int y = 0; y < code.height(); ++y) {
    for (int x = 0; x < code.width(); ++x) {
      dark[static_cast<std::size_t>(y)].push_back(code.get(x, y));
    }
  }
  return dark;
}

}  // namespace kaoji::forms_pdf
