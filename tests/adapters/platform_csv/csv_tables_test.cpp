#include "adapters/platform_csv/csv_tables.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace kaoji::platform_csv {
namespace {

using Rows = std::vector<std::pair<int, std::vector<std::string>>>;

struct Read {
  Rows rows;
  std::string encoding;
  std::optional<ports::TableTrouble> trouble;
};

Read read(std::string_view bytes, const TableLimits& limits = {}) {
  Read all;
  const auto facts = CsvTables(limits).read(bytes, [&](int line, const std::vector<std::string>& cells) {
    all.rows.emplace_back(line, cells);
    return true;
  });
  if (facts) {
    all.encoding = facts->encoding;
  } else {
    all.trouble = facts.error();
  }
  return all;
}

TEST(CsvTables, ReadsWhatSpreadsheetsWrite) {
  const std::pair<std::string_view, Rows> cases[] = {
      {"a,b\r\nc,d\r\n", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
      {"a,b\nc,d", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
      {"a\rb", {{1, {"a"}}, {2, {"b"}}}},
      {"\"a,b\",\"c\"\"d\"\n", {{1, {"a,b", "c\"d"}}}},
      {"\"a\nb\",c\nd\n", {{1, {"a\nb", "c"}}, {3, {"d"}}}},
      {"a\tb,c\td\n1\t2\t3\n", {{1, {"a", "b,c", "d"}}, {2, {"1", "2", "3"}}}},
      {"a;b;c\n1;2;3", {{1, {"a", "b", "c"}}, {2, {"1", "2", "3"}}}},
      {"a,\n\n,,\nb", {{1, {"a", ""}}, {4, {"b"}}}},
      {"6\"屏,1\n", {{1, {"6\"屏", "1"}}}},
      {"", {}},
  };
  for (const auto& [bytes, rows] : cases) {
    const Read all = read(bytes);
    EXPECT_FALSE(all.trouble.has_value()) << bytes;
    EXPECT_EQ(all.rows, rows) << bytes;
  }
}

TEST(CsvTables, KnowsTheEncoding) {
  EXPECT_EQ(read("院校").encoding, "UTF-8");
  const Read marked = read("\xEF\xBB\xBF院校");
  EXPECT_EQ(marked.encoding, "UTF-8");
  EXPECT_EQ(marked.rows.front().second.front(), "院校");
  const Read gbk = read("\xD4\xBA\xD0\xA3,\xC8\xCB\xCA\xFD\n");
  EXPECT_EQ(gbk.encoding, "GB18030");
  EXPECT_EQ(gbk.rows.front().second, (std::vector<std::string>{"院校", "人数"}));
  // A character that only GB 18030's four bytes hold.
  EXPECT_EQ(read("\x82\x30\xB8\x32,\xB0\xA1").rows.front().second.front(), "㛎");
  const Read wide = read(std::string_view("\xFF\xFE\x62\x96\x0A\x00", 6));
  EXPECT_EQ(wide.encoding, "UTF-16");
  EXPECT_EQ(wide.rows.front().second.front(), "院");
}

TEST(CsvTables, SaysWhereItDoesNotUnderstand) {
  struct Case {
    std::string bytes;
    int line;
    int column;
  };
  const Case cases[] = {
      {"a,b\n\"c", 2, 1},
      {"a,b\nc,\"d\"e", 2, 2},
      {std::string("a\nb\0c", 5), 2, 1},
      {"a\nb\n\xFF\xFF", 3, 0},
  };
  for (const Case& each : cases) {
    const Read all = read(each.bytes);
    ASSERT_TRUE(all.trouble.has_value()) << each.bytes;
    EXPECT_EQ(all.trouble->line, each.line) << each.bytes;
    EXPECT_EQ(all.trouble->column, each.column) << each.bytes;
  }
}

TEST(CsvTables, KeepsToItsLimits) {
  const TableLimits limits{3, 2, 4};
  EXPECT_FALSE(read("a\nb\nc\n\n\n", limits).trouble.has_value());
  EXPECT_EQ(read("a\nb\nc\nd", limits).trouble->line, 4);
  EXPECT_EQ(read("a,b,c", limits).trouble->column, 3);
  EXPECT_FALSE(read("abcd", limits).trouble.has_value());
  EXPECT_TRUE(read("abcde", limits).trouble.has_value());
  EXPECT_TRUE(read("\"ab\"\"cd\"", limits).trouble.has_value());
}

TEST(CsvTables, StopsWhenItHasBeenHeardEnough) {
  int heard = 0;
  const auto facts = CsvTables().read("a\nb\n\"", [&](int, const std::vector<std::string>&) { return ++heard < 2; });
  EXPECT_TRUE(facts.ok());
  EXPECT_EQ(heard, 2);
}

}  // namespace
}  // namespace kaoji::platform_csv
