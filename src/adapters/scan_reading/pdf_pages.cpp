#include "adapters/scan_reading/pdf_pages.hpp"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <limits>
#include <string>

namespace kaoji::scan_reading {
namespace {

constexpr double kPointsAnInch = 72;
// A page of a few points is drawn small: nobody signs on a stamp.
constexpr double kFinestDpi = 1200;

Picture copy_of(const poppler::image& image) {
  Picture picture{image.width(), image.height(), 3, {}};
  const std::size_t stride = static_cast<std::size_t>(picture.width) * 3;
  picture.pixels.reserve(stride * static_cast<std::size_t>(picture.height));
  for (int row = 0; row < picture.height; ++row) {
    const auto* const start = reinterpret_cast<const std::uint8_t*>(image.const_data()) +
                              std::ptrdiff_t{row} * std::ptrdiff_t{image.bytes_per_row()};
    picture.pixels.insert(picture.pixels.end(), start, start + stride);
  }
  return picture;
}

}  // namespace

struct PdfPages::File {
  std::unique_ptr<poppler::document> document;
  poppler::page_renderer renderer;
};

PdfPages::PdfPages(std::string_view bytes) : file_(std::make_unique<File>()) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  if (!bytes.empty() && bytes.size() <= std::size_t{std::numeric_limits<int>::max()}) {
    file_->document.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  }
  file_->renderer.set_image_format(poppler::image::format_rgb24);
  file_->renderer.set_render_hint(poppler::page_renderer::antialiasing);
  file_->renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
}

PdfPages::~PdfPages() = default;

int PdfPages::count() const {
  return file_->document == nullptr || file_->document->is_locked() ? 0 : file_->document->pages();
}

Picture PdfPages::draw(int page, int longer_side) const {
  const std::unique_ptr<poppler::page> sheet(file_->document->create_page(page));
  if (sheet == nullptr) {
    return {};
  }
  const poppler::rectf box = sheet->page_rect(poppler::crop_box);
  const double longer = std::max(box.width(), box.height());
  if (!(longer > 0)) {
    return {};
  }
  const double dpi = std::min(kFinestDpi, longer_side * kPointsAnInch / longer);
  const poppler::image image = file_->renderer.render_page(sheet.get(), dpi, dpi);
  const bool drawn =
      image.is_valid() && image.format() == poppler::image::format_rgb24 && image.width() > 0 && image.height() > 0;
  return drawn ? copy_of(image) : Picture{};
}

}  // namespace kaoji::scan_reading
