// jpeglib.h needs <cstdio> before it.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
// clang-format on

#include <cstdlib>
#include <stdexcept>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::scan_reading {
namespace {

// The library would end the process on an error; nothing of C++ lies between here and the caller's catch but
// the compressor, which its owner frees.
[[noreturn]] void give_up(j_common_ptr) {
  throw std::runtime_error("a picture could not be compressed");
}

class Compressor {
 public:
  Compressor() {
    about_.err = jpeg_std_error(&errors_);
    errors_.error_exit = give_up;
    jpeg_create_compress(&about_);
    jpeg_mem_dest(&about_, &bytes_, &size_);
  }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  ~Compressor() {
    jpeg_destroy_compress(&about_);
    std::free(bytes_);
  }

  std::string compress(const Picture& picture, int quality) {
    about_.image_width = static_cast<JDIMENSION>(picture.width);
    about_.image_height = static_cast<JDIMENSION>(picture.height);
    about_.input_components = picture.channels;
    about_.in_color_space = picture.channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&about_);
    jpeg_set_quality(&about_, quality, TRUE);
    jpeg_start_compress(&about_, TRUE);
    const std::size_t stride = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
    while (about_.next_scanline < about_.image_height) {
      JSAMPROW row = const_cast<JSAMPROW>(picture.pixels.data() + about_.next_scanline * stride);
      jpeg_write_scanlines(&about_, &row, 1);
    }
    jpeg_finish_compress(&about_);
    return {reinterpret_cast<const char*>(bytes_), size_};
  }

 private:
  jpeg_compress_struct about_{};
  jpeg_error_mgr errors_{};
  unsigned char* bytes_ = nullptr;
  unsigned long size_ = 0;
};

}  // namespace

std::string to_jpeg(const Picture& picture, int quality) {
  return Compressor().compress(picture, quality);
}

}  // namespace kaoji::scan_reading
