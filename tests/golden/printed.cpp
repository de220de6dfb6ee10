#include "golden/printed.hpp"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-font.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <memory>
#include <stdexcept>

namespace kaoji::golden {
namespace {

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

std::unique_ptr<poppler::document> open(const std::string& pdf) {
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  if (document == nullptr) throw std::runtime_error("poppler does not read the file");
  return document;
}

}  // namespace

std::vector<Picture::Code> Picture::codes() const {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
  std::vector<Code> found;
  for (const auto& code : ZXing::ReadBarcodes({grey.data(), width, height, ZXing::ImageFormat::Lum}, hints)) {
    const auto corner = code.position().topLeft();
    const int right = code.position().topRight().x;
    found.push_back({code.text(), code.ecLevel(), static_cast<double>(corner.x), static_cast<double>(corner.y),
                     static_cast<double>(right - corner.x)});
  }
  return found;
}

double Picture::darkness(int x, int y, int part_width, int part_height) const {
  double sum = 0;
  for (int row = y; row < y + part_height; ++row) {
    for (int column = x; column < x + part_width; ++column) {
      sum += 255 - grey.at(static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                           static_cast<std::size_t>(column));
    }
  }
  return sum / 255 / part_width / part_height;
}

Printed::Printed(const std::string& pdf) : pdf_(pdf) {
  const auto document = open(pdf_);
  title_ = utf8(document->get_title());
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    texts_.push_back(utf8(page->text(poppler::rectf(), poppler::page::raw_order_layout)));
  }
}

std::string Printed::text() const {
  std::string all;
  for (const std::string& page : texts_) all += page;
  return all;
}

Picture Printed::picture(int page, double dpi) const {
  const auto document = open(pdf_);
  const std::unique_ptr<poppler::page> sheet(document->create_page(page));
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  const poppler::image drawn = renderer.render_page(sheet.get(), dpi, dpi);
  Picture picture{drawn.width(), drawn.height(), {}};
  for (int row = 0; row < drawn.height(); ++row) {
    const auto* const start =
        reinterpret_cast<const std::uint8_t*>(drawn.const_data()) + std::ptrdiff_t{row} * drawn.bytes_per_row();
    picture.grey.insert(picture.grey.end(), start, start + drawn.width());
  }
  return picture;
}

std::vector<std::string> Printed::fonts() const {
  std::vector<std::string> names;
  for (const poppler::font_info& font : open(pdf_)->fonts()) {
    names.push_back(font.name() + (font.is_embedded() && font.is_subset() ? "" : " (not embedded as a subset)"));
  }
  return names;
}

std::pair<double, double> Printed::size(int page) const {
  const auto document = open(pdf_);
  const std::unique_ptr<poppler::page> sheet(document->create_page(page));
  return {sheet->page_rect().width(), sheet->page_rect().height()};
}

}  // namespace kaoji::golden
