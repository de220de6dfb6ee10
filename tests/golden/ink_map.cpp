#include "golden/ink_map.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "golden/golden_file.hpp"

namespace kaoji::golden {
namespace {

// At 72 dpi a point is a pixel; a field is a little higher than a letter of a table.
constexpr double kDpi = 72;
constexpr int kField = 12;
constexpr int kMostLevels = 2;
constexpr std::size_t kMostOthers = 20;  // one in so many fields may differ at all

std::string ink_map(const Picture& picture) {
  std::string map;
  for (int y = 0; y + kField <= picture.height; y += kField) {
    for (int x = 0; x + kField <= picture.width; x += kField) {
      const int level = static_cast<int>(std::lround(picture.darkness(x, y, kField, kField) * 30));
      map += level == 0 ? '.' : static_cast<char>('0' + std::min(level, 9));
    }
    map += '\n';
  }
  return map;
}

int level(char digit) {
  return digit == '.' ? 0 : digit - '0';
}

}  // namespace

void expect_ink(const std::string& name, const Printed& printed, int page) {
  const std::string map = ink_map(printed.picture(page, kDpi));
  const std::string wanted = golden(name, map);
  ASSERT_EQ(map.size(), wanted.size()) << name;
  const std::size_t row_length = map.find('\n') + 1;
  std::string rows;
  std::size_t others = 0;
  for (std::size_t i = 0; i < map.size(); ++i) {
    const int difference = std::abs(level(map[i]) - level(wanted[i]));
    if (difference > kMostLevels) rows += fmt::format(" {}", i / row_length);
    others += difference > 0 ? 1 : 0;
  }
  EXPECT_EQ(rows, "") << name << ": rows of fields that differ";
  EXPECT_LE(others, map.size() / kMostOthers) << name;
}

}  // namespace kaoji::golden
