#include "adapters/scan_reading/photo_wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace kaoji::scan_reading {
namespace {

using ports::PhotoRefusal;

constexpr std::string_view kPdf = "pdf\n";

constexpr std::array kRefusals = {std::pair(PhotoRefusal::not_image, std::string_view("not-image")),
                                  std::pair(PhotoRefusal::image_pixels, std::string_view("pixels")),
                                  std::pair(PhotoRefusal::damaged, std::string_view("damaged"))};

// Takes "begun 1\n", "begun 2\n" … off the front and gives the last number.
int take_begun(std::string_view& answer, std::size_t photos) {
  int number = 0;
  while (number < static_cast<int>(photos) && answer.starts_with(encode_begun(number + 1))) {
    ++number;
    answer.remove_prefix(encode_begun(number).size());
  }
  return number;
}

}  // namespace

std::string encode_photos(const std::vector<std::string>& photos) {
  std::string bytes;
  for (const std::string& photo : photos) {
    bytes += fmt::format("{}\n", photo.size());
    bytes += photo;
  }
  return bytes;
}

std::vector<std::string_view> decode_photos(std::string_view bytes) {
  std::vector<std::string_view> photos;
  while (!bytes.empty()) {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), length);
    bytes.remove_prefix(static_cast<std::size_t>(end - bytes.data()));
    if (error != std::errc() || !bytes.starts_with('\n') || length > bytes.size() - 1) {
      throw std::runtime_error("no photos");
    }
    photos.push_back(bytes.substr(1, length));
    bytes.remove_prefix(1 + length);
  }
  return photos;
}

std::string encode_begun(int photo) {
  return fmt::format("begun {}\n", photo);
}

std::string encode_joined(const PhotosJoined& joined) {
  for (const auto& [refusal, word] : kRefusals) {
    if (joined.refusal == refusal) {
      return fmt::format("refused {}\n", word);
    }
  }
  return std::string(kPdf) + joined.pdf;
}

std::optional<PhotosJoined> decode_joined(std::string_view answer, std::size_t photos) {
  const int begun = take_begun(answer, photos);
  if (begun == static_cast<int>(photos) && answer.starts_with(kPdf) &&
      answer.substr(kPdf.size()).starts_with("%PDF-")) {
    return PhotosJoined{PhotoRefusal::none, 0, std::string(answer.substr(kPdf.size()))};
  }
  for (const auto& [refusal, word] : kRefusals) {
    if (begun > 0 && answer == encode_joined({refusal, begun, {}})) {
      return PhotosJoined{refusal, begun, {}};
    }
  }
  return std::nullopt;
}

int photo_begun(std::string_view answer, std::size_t photos) {
  return std::max(1, take_begun(answer, photos));
}

}  // namespace kaoji::scan_reading
