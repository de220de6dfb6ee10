#include "adapters/forms_pdf/srgb_profile.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace kaoji::forms_pdf {
namespace {

constexpr std::size_t kHeaderSize = 128;
constexpr std::size_t kTagSize = 12;
constexpr std::uint32_t kVersion42 = 0x04200000;

// The white point of ICC's connection space, D50.
constexpr double kWhite[] = {0.9642, 1.0, 0.8249};

void append_number(std::string& bytes, std::uint32_t number, int size = 4) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>(number >> shift & 0xFF);
  }
}

// ICC's s15Fixed16: sixteen bits before and behind the point.
void append_fixed(std::string& bytes, double value) {
  append_number(bytes, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string element(std::string_view type) {
  return std::string(type) + std::string(4, '\0');
}

std::string fixed_numbers(std::string_view type, std::initializer_list<double> values) {
  std::string bytes = element(type);
  for (const double value : values) {
    append_fixed(bytes, value);
  }
  return bytes;
}

// One text, in English, as ICC's multi-localised text of two bytes a letter.
std::string words(std::string_view ascii) {
  constexpr std::uint32_t kTextAt = 28;
  std::string bytes = element("mluc");
  append_number(bytes, 1);
  append_number(bytes, 12);
  bytes += "enUS";
  append_number(bytes, static_cast<std::uint32_t>(2 * ascii.size()));
  append_number(bytes, kTextAt);
  for (const char letter : ascii) {
    append_number(bytes, static_cast<unsigned char>(letter), 2);
  }
  return bytes;
}

// A power above the threshold, a straight line below: ICC's parametric curve number 3.
std::string transfer_curve() {
  std::string bytes = element("para");
  append_number(bytes, 3, 2);
  append_number(bytes, 0, 2);
  for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
    append_fixed(bytes, value);
  }
  return bytes;
}

std::string header(std::size_t size) {
  std::string bytes;
  append_number(bytes, static_cast<std::uint32_t>(size));
  append_number(bytes, 0);
  append_number(bytes, kVersion42);
  bytes += "mntrRGB XYZ ";
  for (const std::uint32_t part : {1999U, 10U, 1U, 0U, 0U, 0U}) {  // of the standard
    append_number(bytes, part, 2);
  }
  bytes += "acsp";
  bytes.resize(68, '\0');  // no platform, flags, maker or attributes; perceptual
  for (const double value : kWhite) {
    append_fixed(bytes, value);
  }
  bytes.resize(kHeaderSize, '\0');
  return bytes;
}

}  // namespace

std::string srgb_profile() {
  // Primaries and white of sRGB, taken from D65 to D50 with Bradford's matrix, which is given with them.
  const std::vector<std::pair<std::string_view, std::string>> tags = {
      {"desc", words("sRGB IEC61966-2.1")},
      {"cprt", words("No copyright, use freely")},
      {"wtpt", fixed_numbers("XYZ ", {kWhite[0], kWhite[1], kWhite[2]})},
      {"chad", fixed_numbers("sf32", {1.047882, 0.022918, -0.050217, 0.029587, 0.990479, -0.017059, -0.009247, 0.015076,
                                      0.751678})},
      {"rXYZ", fixed_numbers("XYZ ", {0.436066, 0.222488, 0.013916})},
      {"gXYZ", fixed_numbers("XYZ ", {0.385147, 0.716873, 0.097076})},
      {"bXYZ", fixed_numbers("XYZ ", {0.143066, 0.060608, 0.714096})},
      {"rTRC", transfer_curve()},
      {"gTRC", transfer_curve()},
      {"bTRC", transfer_curve()},
  };
  const std::size_t data_at = kHeaderSize + 4 + tags.size() * kTagSize;
  std::string table;
  std::string data;
  append_number(table, static_cast<std::uint32_t>(tags.size()));
  for (const auto& [name, content] : tags) {
    table += name;
    append_number(table, static_cast<std::uint32_t>(data_at + data.size()));
    append_number(table, static_cast<std::uint32_t>(content.size()));
    data += content;
    data.resize((data.size() + 3) / 4 * 4, '\0');
  }
  return header(data_at + data.size()) + table + data;
}

}  // namespace kaoji::forms_pdf
