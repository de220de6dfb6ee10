#include "adapters/scan_reading/photo_sentences.hpp"

#include <fmt/format.h>

namespace kaoji::scan_reading {
namespace {

struct Words {
  const char* code;
  const char* zh;
  const char* en;
};

Words words_of(ports::PhotoRefusal refusal) {
  switch (refusal) {
    case ports::PhotoRefusal::not_image:
      return {"image-invalid", "不是JPEG或PNG照片，请将手机相机设置为“兼容性最佳”（JPEG）后重新拍摄，或上传PDF扫描件。",
              "is neither JPEG nor PNG; set the camera to JPEG and take it again, or upload a PDF scan."};
    case ports::PhotoRefusal::image_pixels:
      return {"image-pixels", "超过5000万像素，请降低相机分辨率后重新拍摄。",
              "has more than 50 million pixels; take it again at a lower resolution."};
    case ports::PhotoRefusal::timeout:
      return {"image-timeout", "未能在限定时间内读完，请重新拍摄后上传。",
              "could not be read in the time allowed; take it again and upload."};
    case ports::PhotoRefusal::damaged:
    case ports::PhotoRefusal::none:
      break;
  }
  return {"image-invalid", "已损坏，无法读取，请重新拍摄后上传。",
          "is damaged and cannot be read; take it again and upload."};
}

}  // namespace

ports::JoinedPhotos refuse_photo(ports::PhotoRefusal refusal, int photo) {
  const Words words = words_of(refusal);
  return {
      refusal, words.code, fmt::format("第{}张照片{}", photo, words.zh), fmt::format("Photo {} {}", photo, words.en),
      photo,   {}};
}

}  // namespace kaoji::scan_reading
