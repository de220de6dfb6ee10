#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <string>

#include "adapters/sheets_xlsx/xlsx_books.hpp"

namespace kaoji::sheets_xlsx {
namespace {

/// The most memory that this process has held since the mark was last taken back, in MiB.
std::size_t peak_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) / 1024;
  }
  return 0;
}

void take_mark_back() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

/// The peak above what is held now while a list of so many rows is written, as a list of plans is, and sent.
std::size_t peak_of(int rows) {
  std::array<ports::SheetColumn, 12> columns{};
  columns.fill({"名称", ports::SheetKind::text, 20});
  for (std::size_t i = 8; i < columns.size(); ++i) columns[i] = {"人数", ports::SheetKind::number, 10};
  take_mark_back();
  const std::size_t before = peak_mib();
  const auto writer = XlsxBooks().book({"Asia/Shanghai", std::chrono::minutes(480)});
  writer->begin("考核计划", columns);
  for (int row = 0; row < rows; ++row) {
    const std::string text = "演示职业学院（虚构）第 " + std::to_string(row) + " 行";
    std::array<ports::SheetCell, 12> cells{};
    cells.fill(std::string_view(text));
    for (std::size_t i = 8; i < cells.size(); ++i) cells[i] = std::int64_t{row};
    writer->row(cells);
  }
  const auto bytes = writer->finish();
  std::size_t sent = 0;
  for (std::string piece = bytes->next(65536); !piece.empty(); piece = bytes->next(65536)) sent += piece.size();
  EXPECT_GT(sent, static_cast<std::size_t>(rows) * 10);
  return peak_mib() - before;
}

// 100,000 rows of this list are 1.2 million cells, 80 MiB of text alone. The bound is generous: what matters is that it
// is one for all lengths.
TEST(BookMemory, DoesNotGrowWithTheRows) {
  constexpr std::size_t bound = 32;
  EXPECT_LT(peak_of(10'000), bound);
  EXPECT_LT(peak_of(100'000), bound);
}

}  // namespace
}  // namespace kaoji::sheets_xlsx
