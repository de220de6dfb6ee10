#include "adapters/sheets_xlsx/xlsx_books.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <string>

#include "base/calculated_text.hpp"

namespace kaoji::sheets_xlsx {
namespace {

using namespace std::string_view_literals;

constexpr std::array kColumns{
    ports::SheetColumn{"证书", ports::SheetKind::text, 20},
    ports::SheetColumn{"人数", ports::SheetKind::number, 10},
    ports::SheetColumn{"日期", ports::SheetKind::date, 12},
    ports::SheetColumn{"比率", ports::SheetKind::percent, 10},
};

std::string all_of(ports::SheetBytes& bytes) {
  std::string all;
  for (std::string piece = bytes.next(1000); !piece.empty(); piece = bytes.next(1000)) all += piece;
  return all;
}

std::int64_t resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoll(line.substr(6));
  }
  return 0;
}

TEST(XlsxBooks, GivesAWholeZipInPieces) {
  const XlsxBooks books;
  const auto writer = books.book({"Asia/Shanghai", std::chrono::minutes(480)});
  writer->begin("考核计划", kColumns);
  const std::array<ports::SheetCell, 4> row{"=1+1"sv, std::int64_t{5}, base::Date{}, ports::Ratio{1, 0}};
  writer->row(row);
  const std::string book = all_of(*writer->finish());
  EXPECT_TRUE(book.starts_with("PK\x03\x04"));
  EXPECT_NE(book.find("PK\x05\x06"), std::string::npos);
  EXPECT_NE(book.find("xl/worksheets/sheet1.xml"), std::string::npos);
}

TEST(XlsxBooks, GoesOnOnAFurtherSheetWhenOneIsFull) {
  const XlsxBooks books({"/tmp", 2});
  const auto writer = books.book({});
  writer->begin("台账", kColumns);
  const std::array<ports::SheetCell, 4> row{"甲"sv, std::int64_t{5}, ports::SheetCell{}, ports::SheetCell{}};
  for (int i = 0; i < 5; ++i) writer->row(row);
  const std::string book = all_of(*writer->finish());
  EXPECT_NE(book.find("xl/worksheets/sheet3.xml"), std::string::npos);
  EXPECT_EQ(book.find("xl/worksheets/sheet4.xml"), std::string::npos);
}

TEST(XlsxBooks, TakesAHundredThousandRowsWithoutGrowing) {
  const XlsxBooks books;
  const auto writer = books.book({});
  writer->begin("台账", kColumns);
  const std::array<ports::SheetCell, 4> row{"Web 前端开发"sv, std::int64_t{50}, base::parse_date("2026-03-11").value(),
                                            ports::Ratio{1, 3}};
  for (int i = 0; i < 1000; ++i) writer->row(row);
  const std::int64_t before = resident_kib();
  for (int i = 0; i < 99'000; ++i) writer->row(row);
  const auto bytes = writer->finish();
  EXPECT_LT(resident_kib() - before, 16 * 1024);
  EXPECT_GT(all_of(*bytes).size(), 100'000U);
}

TEST(XlsxBooks, SaysWhenTheFolderTakesNoFile) {
  const XlsxBooks books({"/no/such/folder", 10});
  EXPECT_THROW(static_cast<void>(books.book({})), ports::SheetUnavailable);
}

TEST(CalculatedText, KnowsEveryBeginningThatASpreadsheetTakesForAFormula) {
  for (const std::string_view text : {"=1"sv, "+1"sv, "-1"sv, "@a"sv, "\t=1"sv, "\r=1"sv, "\n=1"sv, "\0=1"sv, "＝1"sv,
                                      "＋1"sv, "－1"sv, "＠a"sv, "|a"sv, "%a"sv, "−1"sv})
    EXPECT_TRUE(base::would_calculate(text)) << text;
  for (const std::string_view text : {""sv, "甲"sv, "1=1"sv, "'=1"sv, "Web-1"sv})
    EXPECT_FALSE(base::would_calculate(text)) << text;
}

}  // namespace
}  // namespace kaoji::sheets_xlsx
