// jpeglib.h needs <cstdio> before it.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <stdexcept>
#include <vector>

#include "adapters/scan_reading/jpeg_segments.hpp"

namespace kaoji::scan_reading {
namespace {

[[noreturn]] void give_up(j_common_ptr) {
  throw std::runtime_error("a photo could not be decoded");
}

// The library goes on after a warning and fills up with grey; a form with grey rows is not whole. Padding between
// segments, which some cameras leave, harms nothing.
void count_warning(j_common_ptr about, int level) {
  about->err->num_warnings += level < 0 && about->err->msg_code != JWRN_EXTRANEOUS_DATA ? 1 : 0;
}

class Decoder {
 public:
  Decoder() {
    about_.err = jpeg_std_error(&errors_);
    errors_.error_exit = give_up;
    errors_.emit_message = count_warning;
    jpeg_create_decompress(&about_);
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { jpeg_destroy_decompress(&about_); }

  bool decodes(std::string_view file) {
    jpeg_mem_src(&about_, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_read_header(&about_, TRUE);
    // Every coefficient is read all the same, but few pixels are made.
    about_.scale_num = 1;
    about_.scale_denom = 8;
    jpeg_start_decompress(&about_);
    std::vector<JSAMPLE> pixels(about_.output_width * static_cast<std::size_t>(about_.output_components));
    JSAMPROW row = pixels.data();
    while (about_.output_scanline < about_.output_height) {
      jpeg_read_scanlines(&about_, &row, 1);
    }
    jpeg_finish_decompress(&about_);
    return errors_.num_warnings == 0;
  }

 private:
  jpeg_decompress_struct about_{};
  jpeg_error_mgr errors_{};
};

}  // namespace

bool is_whole_jpeg(std::string_view file) {
  try {
    return Decoder().decodes(file);
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace kaoji::scan_reading
