#include "adapters/sheets_xlsx/read_book.hpp"

#include <gtest/gtest.h>

#include <array>

#include "adapters/sheets_xlsx/cell_styles.hpp"
#include "adapters/sheets_xlsx/refused.hpp"
#include "adapters/sheets_xlsx/sheet_answer.hpp"
#include "adapters/sheets_xlsx/xlsx_books.hpp"

namespace kaoji::sheets_xlsx {
namespace {

using namespace std::string_view_literals;
using ports::ReadKind;

TEST(ReadBook, ReadsBackWhatWasWritten) {
  constexpr std::array columns{
      ports::SheetColumn{"证书", ports::SheetKind::text, 20},
      ports::SheetColumn{"人数", ports::SheetKind::number, 10},
      ports::SheetColumn{"日期", ports::SheetKind::date, 12},
      ports::SheetColumn{"时间", ports::SheetKind::instant, 12},
      ports::SheetColumn{"费用", ports::SheetKind::money, 10},
      ports::SheetColumn{"比率", ports::SheetKind::percent, 10},
  };
  const auto writer = XlsxBooks().book({"Asia/Shanghai", std::chrono::minutes(480)});
  writer->begin("考核实施", columns);
  const std::array<ports::SheetCell, 6> row{"=1+1 <&> 甲\0乙"sv,
                                            std::int64_t{12'345},
                                            base::parse_date("2026-03-11").value(),
                                            base::parse_instant("2026-03-11T08:30:15+08:00").value(),
                                            std::int64_t{28'050},
                                            ports::Ratio{1, 3}};
  writer->row(row);
  const auto bytes = writer->finish();
  std::string book;
  for (std::string piece = bytes->next(4096); !piece.empty(); piece = bytes->next(4096)) book += piece;
  const auto sheets = read_book(book);
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].name, "考核实施");
  ASSERT_EQ(sheets[0].cells.size(), 12U);
  const auto cell = [&](std::size_t i) { return std::pair(sheets[0].cells[i].kind, sheets[0].cells[i].text); };
  EXPECT_EQ(cell(0), std::pair(ReadKind::text, std::string("证书")));
  EXPECT_EQ(cell(6), std::pair(ReadKind::text, std::string("'=1+1 <&> 甲\xEF\xBF\xBD乙")));
  EXPECT_EQ(cell(7), std::pair(ReadKind::number, std::string("12345")));
  EXPECT_EQ(cell(8), std::pair(ReadKind::date, std::string("2026-03-11")));
  EXPECT_EQ(cell(9), std::pair(ReadKind::date, std::string("2026-03-11T08:30:15")));
  EXPECT_EQ(cell(10), std::pair(ReadKind::number, std::string("280.5")));
  EXPECT_EQ(cell(11), std::pair(ReadKind::number, std::string("0.3333")));
  EXPECT_EQ(sheets[0].cells[7].row, 2);
  EXPECT_EQ(sheets[0].cells[7].column, 2);
}

std::string book_of(int rows) {
  constexpr std::array columns{ports::SheetColumn{"证书", ports::SheetKind::text, 20},
                               ports::SheetColumn{"人数", ports::SheetKind::number, 10}};
  const auto writer = XlsxBooks().book({"Asia/Shanghai", std::chrono::minutes(480)});
  writer->begin("表", columns);
  for (int row = 1; row <= rows; ++row)
    writer->row(std::array<ports::SheetCell, 2>{"物流管理"sv, static_cast<std::int64_t>(row)});
  const auto bytes = writer->finish();
  std::string book;
  for (std::string piece = bytes->next(4096); !piece.empty(); piece = bytes->next(4096)) book += piece;
  return book;
}

/// The refusal of a book under limits, and where.
std::pair<ports::SheetRefusal, std::string> refusal_of_book(const std::string& book, const ports::SheetLimits& limits) {
  try {
    (void)read_book(book, limits);
  } catch (const Refused& refused) {
    return {refused.refusal, refused.place};
  }
  return {ports::SheetRefusal::none, ""};
}

TEST(ReadBook, ReadsAsMuchAsItIsAskedTo) {
  using ports::SheetRefusal;
  const std::string book = book_of(12'000);
  EXPECT_EQ(refusal_of_book(book, {}), std::pair(SheetRefusal::rows, std::string("表!A10001")));
  EXPECT_EQ(refusal_of_book(book, {.rows = 12'001}).first, SheetRefusal::none);
  EXPECT_EQ(refusal_of_book(book, {.rows = 12'001, .cells = 24'001}).first, SheetRefusal::bomb);
  EXPECT_EQ(refusal_of_book(book, {.inflated_bytes = 100'000, .rows = 12'001}).first, SheetRefusal::bomb);
}

TEST(SheetRefusals, NameTheLimitsOfTheCall) {
  using ports::SheetRefusal;
  EXPECT_EQ(refuse(SheetRefusal::rows, {}).en, "There are more than 10,000 rows of data; upload them in parts.");
  EXPECT_EQ(refuse(SheetRefusal::rows, {.rows = 100'001}).zh, "数据超过 100,001 行，请分成几个文件上传。");
  EXPECT_EQ(refuse(SheetRefusal::rows, {.rows = 999}).zh, "数据超过 999 行，请分成几个文件上传。");
  EXPECT_NE(refuse(SheetRefusal::too_large, {}).zh.find("超过 5 MiB"), std::string::npos);
  EXPECT_NE(refuse(SheetRefusal::too_large, {.book_bytes = std::size_t{20} << 20}).en.find("20 MiB"),
            std::string::npos);
}

TEST(CellStyles, KnowsDatesByNumberAndByCode) {
  for (const int id : {14, 22, 31, 57}) EXPECT_TRUE(shows_date(id, "")) << id;
  for (const int id : {0, 1, 3, 9, 49}) EXPECT_FALSE(shows_date(id, "")) << id;
  for (const auto code : {"yyyy-mm-dd"sv, "yyyy\"年\"m\"月\""sv, "[$-804]d/m"sv, "h:mm"sv})
    EXPECT_TRUE(shows_date(164, code));
  for (const auto code : {"#,##0"sv, "0.00%"sv, "\"days\"0"sv, "[Red]0"sv, "\\d0"sv})
    EXPECT_FALSE(shows_date(164, code));
}

TEST(CellStyles, TurnsSerialsIntoDays) {
  EXPECT_EQ(date_text(46'092, false), "2026-03-11");
  EXPECT_EQ(date_text(46'092.5, false), "2026-03-11T12:00:00");
  EXPECT_EQ(date_text(46'092 - 1462, true), "2026-03-11");
  for (const double serial : {0.0, -5.0, 1e9, 0.0 / 1.0}) EXPECT_EQ(date_text(serial, false), "");
}

TEST(SheetAnswer, CountsOnlyInItsExactForm) {
  ports::SheetReading reading;
  reading.sheets = {{"考核", {{1, 2, ReadKind::text, "一\n二"}, {3, 1, ReadKind::number, "5"}}, {{1, 2, 3, 2}}}};
  const std::string text = answer_text(reading);
  const auto back = read_answer(text);
  ASSERT_EQ(back.sheets.size(), 1U);
  EXPECT_EQ(back.sheets[0].cells[0].text, "一\n二");
  EXPECT_EQ(back.sheets[0].cells[1].kind, ReadKind::number);
  EXPECT_EQ(back.sheets[0].merged, reading.sheets[0].merged);
  for (std::size_t cut = 0; cut < text.size(); ++cut)
    EXPECT_EQ(read_answer(text.substr(0, cut)).refusal, ports::SheetRefusal::damaged) << cut;
  for (const auto spoiled :
       {"cell 1 1 t 1\na\nend\n"sv, "sheet 3\na\nend\n"sv, "sheet 1\n\x01\nend\n"sv, "end\nend\n"sv,
        "sheet 1\n\xFF\nend\n"sv, "sheet 1\na\ncell 1 1 z 1\na\nend\n"sv, "sheet 99999999999999\na\nend\n"sv,
        "refused 1\nx\nend\n"sv, "merge 1 1 2 2\nend\n"sv, "sheet 1\na\nmerge 1 1 2\nend\n"sv})
    EXPECT_EQ(read_answer(spoiled).refusal, ports::SheetRefusal::damaged) << spoiled;
  EXPECT_EQ(read_answer("refused 10\nsheet-bomb\n4\na!B1\nend\n").place, "a!B1");
}

}  // namespace
}  // namespace kaoji::sheets_xlsx
