#include "adapters/scan_reading/join_photos.hpp"

#include <utility>

#include "adapters/scan_reading/jpeg_segments.hpp"
#include "adapters/scan_reading/photo_pdf.hpp"
#include "adapters/scan_reading/picture.hpp"
#include "adapters/scan_reading/png_photo.hpp"

namespace kaoji::scan_reading {
namespace {

using ports::PhotoRefusal;

constexpr int kPngQuality = 88;
constexpr std::string_view kJpegStart = "\xFF\xD8\xFF";

PhotoRefusal take_jpeg(std::string_view file, PhotoPage& page) {
  std::optional<JpegPhoto> photo = take_apart(file);
  if (!photo) {
    return PhotoRefusal::damaged;
  }
  if (photo->width * photo->height > kMostPixels) {
    return PhotoRefusal::image_pixels;
  }
  if (!is_whole_jpeg(photo->bytes)) {
    return PhotoRefusal::damaged;
  }
  page = {std::move(photo->bytes), photo->width, photo->height, photo->channels, photo->orientation};
  return PhotoRefusal::none;
}

PhotoRefusal take_png(std::string_view file, std::pair<std::int64_t, std::int64_t> size, PhotoPage& page) {
  // Either alone may be four thousand millions, which their product would not survive.
  if (size.first > kMostPixels || size.second > kMostPixels || size.first * size.second > kMostPixels) {
    return PhotoRefusal::image_pixels;
  }
  const Picture picture = decode_png(file);
  if (picture.empty()) {
    return PhotoRefusal::damaged;
  }
  page = {to_jpeg(picture, kPngQuality), picture.width, picture.height, picture.channels, 1};
  return PhotoRefusal::none;
}

PhotoRefusal take(std::string_view file, PhotoPage& page) {
  if (file.starts_with(kJpegStart)) {
    return take_jpeg(file, page);
  }
  const auto size = png_size(file);
  return size ? take_png(file, *size, page) : PhotoRefusal::not_image;
}

}  // namespace

PhotosJoined join_photos(const std::vector<std::string_view>& photos, const PhotoListener& listener) {
  std::vector<PhotoPage> pages(photos.size());
  for (std::size_t i = 0; i < photos.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    listener(number);
    const PhotoRefusal refusal = take(photos[i], pages[i]);
    if (refusal != PhotoRefusal::none) {
      return {refusal, number, {}};
    }
  }
  return {PhotoRefusal::none, 0, pdf_of(pages)};
}

}  // namespace kaoji::scan_reading
