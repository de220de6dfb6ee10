#include "adapters/platform_csv/table_encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace kaoji::platform_csv {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

/// One conversion, closed at its end.
class Conversion {
 public:
  explicit Conversion(const char* from) : handle_(::iconv_open("UTF-8", from)) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv's own word for a failure
    base::check(handle_ != reinterpret_cast<iconv_t>(-1), "the system does not know an encoding that it must");
  }
  ~Conversion() { ::iconv_close(handle_); }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  /// The bytes in UTF-8; `stopped_at`: the first byte that is none of the encoding, or the end.
  std::string convert(std::string_view bytes, std::size_t& stopped_at) {
    std::string utf8;
    utf8.reserve(bytes.size() + bytes.size() / 2);
    // iconv reads through a pointer to what it may not change.
    char* in = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    std::size_t left = bytes.size();
    std::array<char, 16384> piece{};
    while (left > 0) {
      char* out = piece.data();
      std::size_t room = piece.size();
      const std::size_t before = left;
      ::iconv(handle_, &in, &left, &out, &room);
      utf8.append(piece.data(), piece.size() - room);
      if (left == before) break;
    }
    stopped_at = bytes.size() - left;
    return utf8;
  }

 private:
  iconv_t handle_;
};

int line_at(std::string_view bytes, std::size_t place) {
  return 1 + static_cast<int>(std::ranges::count(bytes.substr(0, place), '\n'));
}

/// As the standard has it (RFC 3629). iconv also takes what only older forms of UTF-8 knew: characters of five bytes,
/// halves of pairs.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead >> 5U == 6 ? 2 : lead >> 4U == 14 ? 3 : lead >> 3U == 30 ? 4 : 0;
    if (size == 0 || i + size > text.size()) return false;
    char32_t character = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t k = 1; k < size; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xC0U) != 0x80) return false;
      character = (character << 6U) | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    if (character < kLeast[size] || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) return false;
    i += size;
  }
  return true;
}

base::Result<DecodedText, ports::TableTrouble> converted(const char* name, const char* from, std::string_view bytes) {
  std::size_t stopped_at = 0;
  DecodedText text{name, Conversion(from).convert(bytes, stopped_at)};
  if (stopped_at == bytes.size() && is_utf8(text.utf8)) return text;
  return ports::TableTrouble{line_at(bytes, stopped_at), 0,
                             "文字编码无法识别。请在 WPS 或 Excel 中另存为“CSV UTF-8”后再上传。",
                             "The encoding is not understood. Save the table as “CSV UTF-8” and upload it again."};
}

}  // namespace

base::Result<DecodedText, ports::TableTrouble> decoded(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) return converted("UTF-8", "UTF-8", bytes.substr(kUtf8Mark.size()));
  if (bytes.starts_with(kUtf16LittleMark)) return converted("UTF-16", "UTF-16LE", bytes.substr(2));
  if (bytes.starts_with(kUtf16BigMark)) return converted("UTF-16", "UTF-16BE", bytes.substr(2));
  if (is_utf8(bytes)) return DecodedText{"UTF-8", std::string(bytes)};
  return converted("GB18030", "GB18030", bytes);
}

}  // namespace kaoji::platform_csv
