#include "adapters/scan_reading/code_search.hpp"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace kaoji::scan_reading {
namespace {

// A sheet has two; a desk full of sheets is no scan.
constexpr std::uint8_t kMostCodes = 8;

}  // namespace

std::vector<FoundCode> find_codes(const Picture& grey, Threshold threshold) {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true).setTryRotate(false);
  hints.setTryDownscale(false).setMaxNumberOfSymbols(kMostCodes);
  hints.setBinarizer(threshold == Threshold::local ? ZXing::Binarizer::LocalAverage
                                                   : ZXing::Binarizer::GlobalHistogram);
  std::vector<FoundCode> found;
  for (const ZXing::Result& code :
       ZXing::ReadBarcodes({grey.pixels.data(), grey.width, grey.height, ZXing::ImageFormat::Lum}, hints)) {
    if (!code.isValid() || code.isMirrored()) {
      continue;
    }
    FoundCode& one = found.emplace_back(FoundCode{code.text(), {}});
    for (std::size_t i = 0; i < one.corners.size(); ++i) {
      one.corners[i] = {static_cast<double>(code.position()[i].x), static_cast<double>(code.position()[i].y)};
    }
  }
  return found;
}

}  // namespace kaoji::scan_reading
