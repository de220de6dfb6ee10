#include "golden/made_photo.hpp"

#include <zlib.h>

#include <cstddef>
#include <vector>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::golden {
namespace {

std::string number(std::uint32_t value, int bytes, bool big_end_first = true) {
  std::string text;
  for (int i = 0; i < bytes; ++i) {
    text += static_cast<char>(value >> 8 * (big_end_first ? bytes - 1 - i : i) & 0xFF);
  }
  return text;
}

std::vector<std::uint8_t> quarter_black(int width, int height) {
  std::vector<std::uint8_t> grey;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      grey.push_back(x < width / 2 && y < height / 2 ? 0 : 255);
    }
  }
  return grey;
}

std::string chunk(const std::string& kind, const std::string& content) {
  const std::string checked = kind + content;
  const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return number(static_cast<std::uint32_t>(content.size()), 4) + checked + number(static_cast<std::uint32_t>(sum), 4);
}

}  // namespace

std::string jpeg_photo(int width, int height) {
  return scan_reading::to_jpeg({width, height, 1, quarter_black(width, height)}, 90);
}

std::string with_exif(const std::string& jpeg, int orientation, bool big_end_first) {
  const auto in_order = [big_end_first](std::uint32_t value, int bytes) { return number(value, bytes, big_end_first); };
  const std::string directory = in_order(1, 2) + in_order(0x0112, 2) + in_order(3, 2) + in_order(1, 4) +
                                in_order(static_cast<std::uint32_t>(orientation), 2) + in_order(0, 2) + in_order(0, 4);
  const std::string tiff = (big_end_first ? "MM" : "II") + in_order(42, 2) + in_order(8, 4) + directory;
  const std::string content = std::string("Exif\0\0", 6) + tiff + kPlaceInExif;
  const std::string segment = "\xFF\xE1" + number(static_cast<std::uint32_t>(content.size()) + 2, 2) + content;
  return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::string png_photo(int width, int height, std::uint32_t said_width, std::uint32_t said_height) {
  const std::vector<std::uint8_t> grey = quarter_black(width, height);
  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows += '\0';  // no filter
    rows.append(reinterpret_cast<const char*>(grey.data()) + std::ptrdiff_t{y} * width,
                static_cast<std::size_t>(width));
  }
  uLong size = compressBound(rows.size());
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), rows.size());
  packed.resize(size);
  return "\x89PNG\r\n\x1A\n" +
         chunk("IHDR", number(said_width, 4) + number(said_height, 4) + std::string("\x08\0\0\0\0", 5)) +
         chunk("IDAT", packed) + chunk("IEND", "");
}

}  // namespace kaoji::golden
