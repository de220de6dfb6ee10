#include "adapters/scan_reading/photo_pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace kaoji::scan_reading {
namespace {

constexpr double kLongerSide = 841.89;

/// Where the stored point (u, v), in shares from the upper left corner, is shown: x = a u + b v + c, y = d u + e v + f.
struct Placing {
  int a, b, c, d, e, f;
};

// Exif 2.3, tag Orientation, values 1 to 8.
constexpr std::array kPlacings = {Placing{1, 0, 0, 0, 1, 0},   Placing{-1, 0, 1, 0, 1, 0}, Placing{-1, 0, 1, 0, -1, 1},
                                  Placing{1, 0, 0, 0, -1, 1},  Placing{0, 1, 0, 1, 0, 0},  Placing{0, -1, 1, 1, 0, 0},
                                  Placing{0, -1, 1, -1, 0, 1}, Placing{0, 1, 0, -1, 0, 1}};

void add_page(QPDF& file, const PhotoPage& photo) {
  QPDFObjectHandle image = QPDFObjectHandle::newStream(&file, photo.jpeg);
  image.replaceDict(QPDFObjectHandle::parse(
      fmt::format("<< /Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent 8 /ColorSpace /{} "
                  "/Filter /DCTDecode >>",
                  photo.width, photo.height, photo.channels == 1 ? "DeviceGray" : "DeviceRGB")));
  const Placing& at = kPlacings.at(static_cast<std::size_t>(photo.orientation - 1));
  const bool lies = photo.orientation >= 5;
  const auto across = static_cast<double>(lies ? photo.height : photo.width);
  const auto down = static_cast<double>(lies ? photo.width : photo.height);
  const double scale = kLongerSide / std::max(across, down);
  const double width = across * scale;
  const double height = down * scale;
  // A PDF counts upwards, the picture downwards.
  const std::string drawing =
      fmt::format("q {:.3f} {:.3f} {:.3f} {:.3f} {:.3f} {:.3f} cm /Photo Do Q\n", at.a * width, -at.d * height,
                  -at.b * width, at.e * height, (at.b + at.c) * width, (1 - at.e - at.f) * height);
  QPDFObjectHandle page = QPDFObjectHandle::parse(
      fmt::format("<< /Type /Page /MediaBox [0 0 {:.3f} {:.3f}] /Resources << /XObject << >> >> >>", width, height));
  page.getKey("/Resources").getKey("/XObject").replaceKey("/Photo", image);
  page.replaceKey("/Contents", QPDFObjectHandle::newStream(&file, drawing));
  QPDFPageDocumentHelper(file).addPage(QPDFPageObjectHelper(file.makeIndirectObject(page)), false);
}

}  // namespace

std::string pdf_of(const std::vector<PhotoPage>& photos) {
  QPDF file;
  file.emptyPDF();
  for (const PhotoPage& photo : photos) {
    add_page(file, photo);
  }
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace kaoji::scan_reading
