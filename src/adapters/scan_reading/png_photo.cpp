#include "adapters/scan_reading/png_photo.hpp"

#include <png.h>

namespace kaoji::scan_reading {
namespace {

constexpr std::string_view kStart("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);

std::int64_t four_bytes(std::string_view file, std::size_t at) {
  std::int64_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(file[i]);
  }
  return value;
}

}  // namespace

std::optional<std::pair<std::int64_t, std::int64_t>> png_size(std::string_view file) {
  if (!file.starts_with(kStart) || file.size() < kStart.size() + 8) {
    return std::nullopt;
  }
  return std::pair(four_bytes(file, kStart.size()), four_bytes(file, kStart.size() + 4));
}

Picture decode_png(std::string_view file) {
  png_image about{};
  about.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&about, file.data(), file.size()) == 0) {
    return {};
  }
  const bool colours = (about.format & PNG_FORMAT_FLAG_COLOR) != 0;
  about.format = colours ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  Picture picture{static_cast<int>(about.width), static_cast<int>(about.height), colours ? 3 : 1, {}};
  picture.pixels.resize(PNG_IMAGE_SIZE(about));
  const png_color white{255, 255, 255};
  const bool whole =
      png_image_finish_read(&about, &white, picture.pixels.data(), 0, nullptr) != 0 && about.warning_or_error == 0;
  png_image_free(&about);
  return whole ? picture : Picture{};
}

}  // namespace kaoji::scan_reading
