#include "adapters/sheets_xlsx/zip_parts.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/sheets_xlsx/refused.hpp"

namespace kaoji::sheets_xlsx {

namespace {

using ports::SheetRefusal;

constexpr std::string_view kEnd{"PK\x05\x06", 4};
constexpr std::string_view kEntry{"PK\x01\x02", 4};
constexpr std::string_view kLocal{"PK\x03\x04", 4};
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEntrySize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint64_t kStored = 0;
constexpr std::uint64_t kDeflated = 8;
/// Below this size a part may be as repetitive as it likes.
constexpr std::size_t kRatioSlack = std::size_t{64} * 1024;

[[noreturn]] void damaged() {
  throw Refused{SheetRefusal::damaged, {}};
}

std::string_view piece(std::string_view bytes, std::uint64_t at, std::uint64_t size) {
  if (at > bytes.size() || size > bytes.size() - at) damaged();
  return bytes.substr(at, size);
}

/// A number of `size` bytes, the lowest first.
std::uint64_t number(std::string_view bytes, std::uint64_t at, std::size_t size) {
  const std::string_view digits = piece(bytes, at, size);
  std::uint64_t sum = 0;
  for (std::size_t i = size; i > 0; --i) sum = sum << 8U | static_cast<unsigned char>(digits[i - 1]);
  return sum;
}

struct Entry {
  std::string name;
  std::uint64_t method = 0;
  std::string_view packed;
};

/// The entry at `at` of the directory, which then stands behind it.
Entry read_entry(std::string_view book, std::uint64_t& at) {
  if (piece(book, at, kEntrySize).substr(0, kEntry.size()) != kEntry) damaged();
  constexpr std::uint64_t encrypted = 1;
  if ((number(book, at + 8, 2) & encrypted) != 0) throw Refused{SheetRefusal::not_xlsx, {}};
  const std::uint64_t name_size = number(book, at + 28, 2);
  const std::uint64_t local = number(book, at + 42, 4);
  Entry entry;
  entry.name = piece(book, at + kEntrySize, name_size);
  entry.method = number(book, at + 10, 2);
  if (piece(book, local, kLocalSize).substr(0, kLocal.size()) != kLocal) damaged();
  const std::uint64_t from = local + kLocalSize + number(book, local + 26, 2) + number(book, local + 28, 2);
  entry.packed = piece(book, from, number(book, at + 20, 4));
  at += kEntrySize + name_size + number(book, at + 30, 2) + number(book, at + 32, 2);
  return entry;
}

/// Counts what comes out of all parts together.
class Inflation {
 public:
  explicit Inflation(std::size_t most) : most_(most) {}

  std::string inflate(const Entry& entry) {
    if (entry.method == kStored) {
      count(entry.packed.size());
      return std::string(entry.packed);
    }
    if (entry.method != kDeflated) damaged();
    return inflate_deflated(entry.packed);
  }

 private:
  void count(std::size_t bytes) {
    if (bytes > most_ - inflated_) throw Refused{SheetRefusal::bomb, {}};
    inflated_ += bytes;
  }

  std::string inflate_deflated(std::string_view packed) {
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) damaged();
    struct End {
      z_stream& stream;
      ~End() { inflateEnd(&stream); }
    } const end{stream};
    // zlib takes its input as if it would change it; it does not.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::array<char, std::size_t{64} * 1024> buffer{};
    std::string bytes;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
      stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_out = static_cast<uInt>(buffer.size());
      state = ::inflate(&stream, Z_NO_FLUSH);
      const std::size_t got = buffer.size() - stream.avail_out;
      if ((state != Z_OK && state != Z_STREAM_END) || (got == 0 && state != Z_STREAM_END)) damaged();
      count(got);
      if (bytes.size() + got > packed.size() * kMostRatio + kRatioSlack) throw Refused{SheetRefusal::bomb, {}};
      bytes.append(buffer.data(), got);
    }
    return bytes;
  }

  std::size_t most_;
  std::size_t inflated_ = 0;
};

bool is_xml(std::string_view name) {
  return name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml");
}

}  // namespace

std::map<std::string, std::string, std::less<>> unzip_parts(std::string_view book, std::size_t most_inflated) {
  if (!book.starts_with(kLocal)) throw Refused{SheetRefusal::not_xlsx, {}};
  const std::size_t end = book.rfind(kEnd);
  if (end == std::string_view::npos || book.size() - end < kEndSize) damaged();
  const std::uint64_t count = number(book, end + 10, 2);
  if (count > kMostParts) throw Refused{SheetRefusal::bomb, {}};
  std::uint64_t at = number(book, end + 16, 4);
  std::map<std::string, std::string, std::less<>> parts;
  Inflation inflation(most_inflated);
  for (std::uint64_t i = 0; i < count; ++i) {
    const Entry entry = read_entry(book, at);
    if (entry.name.find('\\') != std::string::npos || entry.name.find("..") != std::string::npos) damaged();
    std::string bytes = inflation.inflate(entry);
    if (!is_xml(entry.name)) bytes.clear();
    if (!parts.emplace(entry.name, std::move(bytes)).second) damaged();
  }
  return parts;
}

}  // namespace kaoji::sheets_xlsx
