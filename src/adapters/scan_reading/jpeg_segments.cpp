#include "adapters/scan_reading/jpeg_segments.hpp"

#include <utility>

namespace kaoji::scan_reading {
namespace {

constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kEndOfImage = 0xD9;
constexpr unsigned kJfif = 0xE0;
constexpr unsigned kExif = 0xE1;
constexpr unsigned kAdobe = 0xEE;
constexpr unsigned kComment = 0xFE;
constexpr std::size_t kOrientationTag = 0x0112;

// Reads numbers out of bytes, in either order; 0 beyond the end.
std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t count, bool big_end_first = true) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < count && at + count <= bytes.size(); ++i) {
    const std::size_t place = big_end_first ? at + i : at + count - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[place]);
  }
  return value;
}

bool carries_private_words(unsigned marker) {
  const bool application = 0xE0 <= marker && marker <= 0xEF;
  return marker == kComment || (application && marker != kJfif && marker != kAdobe);
}

// Frames that every reader of PDF decodes: baseline, extended and progressive, Huffman coded.
bool is_frame(unsigned marker) {
  return 0xC0 <= marker && marker <= 0xC2;
}

bool is_other_frame(unsigned marker) {
  constexpr unsigned kHuffmanTables = 0xC4;
  return 0xC3 <= marker && marker <= 0xCF && marker != kHuffmanTables;
}

// Restart markers and stuffed zeros belong to the coded rows.
bool belongs_to_rows(unsigned after_ff) {
  return after_ff == 0 || (0xD0 <= after_ff && after_ff <= 0xD7);
}

int orientation_of(std::string_view exif) {
  constexpr std::string_view kHead("Exif\0\0", 6);
  constexpr std::size_t kEntry = 12;
  if (!exif.starts_with(kHead)) {
    return 1;
  }
  const std::string_view tiff = exif.substr(kHead.size());
  const bool big = tiff.starts_with("MM");
  const std::size_t directory = number_at(tiff, 4, 4, big);
  const std::size_t entries = number_at(tiff, directory, 2, big);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntry;
    if (entry + kEntry > tiff.size()) {
      break;
    }
    if (number_at(tiff, entry, 2, big) == kOrientationTag) {
      const std::size_t value = number_at(tiff, entry + 8, 2, big);
      return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
  }
  return 1;
}

/// Walks over the segments of a file and keeps what the picture needs.
class Segments {
 public:
  explicit Segments(std::string_view file) : file_(file) {}

  std::optional<JpegPhoto> walk() {
    photo_.bytes = "\xFF\xD8";
    at_ = 2;
    while (true) {
      const unsigned marker = next_marker();
      if (marker == kEndOfImage) {
        photo_.bytes += "\xFF\xD9";
        return has_frame_ && has_rows_ ? std::optional(std::move(photo_)) : std::nullopt;
      }
      if (marker == 0 || is_other_frame(marker) || !take(marker)) {
        return std::nullopt;
      }
    }
  }

 private:
  // The marker here, after any fill bytes; 0 when there is none.
  unsigned next_marker() {
    if (number_at(file_, at_, 1) != 0xFF) {
      return 0;
    }
    while (number_at(file_, at_, 1) == 0xFF) {
      ++at_;
    }
    return static_cast<unsigned>(number_at(file_, at_++, 1));
  }

  bool take(unsigned marker) {
    const std::size_t length = number_at(file_, at_, 2);
    if (length < 2 || at_ + length > file_.size()) {
      return false;
    }
    const std::string_view segment = file_.substr(at_, length);
    const std::string_view content = segment.substr(2);
    at_ += length;
    if (marker == kExif && !has_exif_ && content.starts_with("Exif")) {
      has_exif_ = true;
      photo_.orientation = orientation_of(content);
    }
    if (is_frame(marker) && !take_frame(content)) {
      return false;
    }
    if (carries_private_words(marker)) {
      return true;
    }
    photo_.bytes += '\xFF';
    photo_.bytes += static_cast<char>(marker);
    photo_.bytes += segment;
    return marker != kStartOfScan || take_rows();
  }

  bool take_frame(std::string_view content) {
    photo_.height = static_cast<std::int64_t>(number_at(content, 1, 2));
    photo_.width = static_cast<std::int64_t>(number_at(content, 3, 2));
    photo_.channels = static_cast<int>(number_at(content, 5, 1));
    const bool only = !has_frame_;
    has_frame_ = true;
    return only && number_at(content, 0, 1) == 8 && photo_.width > 0 && photo_.height > 0 &&
           (photo_.channels == 1 || photo_.channels == 3);
  }

  // Up to the next marker that does not belong to the coded rows.
  bool take_rows() {
    std::size_t end = at_;
    while (true) {
      end = file_.find('\xFF', end);
      if (end == std::string_view::npos || end + 1 >= file_.size()) {
        return false;
      }
      if (!belongs_to_rows(static_cast<unsigned>(number_at(file_, end + 1, 1)))) {
        break;
      }
      end += 2;
    }
    photo_.bytes += file_.substr(at_, end - at_);
    at_ = end;
    has_rows_ = true;
    return has_frame_;
  }

  std::string_view file_;
  std::size_t at_ = 0;
  bool has_frame_ = false;
  bool has_rows_ = false;
  bool has_exif_ = false;
  JpegPhoto photo_;
};

}  // namespace

std::optional<JpegPhoto> take_apart(std::string_view file) {
  return file.starts_with("\xFF\xD8\xFF") ? Segments(file).walk() : std::nullopt;
}

}  // namespace kaoji::scan_reading
