#include "core/reconcile/columns.hpp"

#include <gtest/gtest.h>

#include "core/reconcile/platform_row.hpp"

namespace kaoji::core {
namespace {

using Field = PlatformField;

ColumnMap usual() {
  return guess_columns({"学校代码", "学校名称", "证书名称", "证书等级", "计划年度", "计划人数（人）"});
}

TEST(Columns, AreGuessedByTheirHeadings) {
  const ColumnMap map = usual();
  for (std::size_t i = 0; i < kPlatformFieldCount; ++i) EXPECT_EQ(map.column(static_cast<Field>(i)), i);
  const ColumnMap observed = guess_columns({"planId", "xxdm", "certificateName", "certificateGrade", "zsmc"});
  EXPECT_EQ(observed.column(Field::institution_code), 1U);
  EXPECT_EQ(observed.column(Field::certificate), 2U);
  EXPECT_EQ(observed.column(Field::level), 3U);
  EXPECT_FALSE(observed.column(Field::headcount).has_value());
}

TEST(Columns, HeadingsMayStandBelowATitle) {
  EXPECT_EQ(heading_row({{"2026年考核计划"}, {"院校", "证书", "人数"}, {"甲学院", "物流管理", "30"}}), 1U);
  EXPECT_EQ(heading_row({{"a", "b"}, {"c", "d"}}), 0U);
  EXPECT_EQ(heading_row({}), 0U);
}

TEST(Columns, AMapIsKeptAsALine) {
  EXPECT_EQ(to_text(usual()), "institution-code=0 institution-name=1 certificate=2 level=3 year=4 headcount=5");
  EXPECT_EQ(parse_column_map(to_text(usual())), usual());
  EXPECT_EQ(parse_column_map(""), ColumnMap{});
  EXPECT_EQ(parse_column_map("certificate level= headcount=x year=1z"), ColumnMap{});
}

TEST(Columns, TheSameHeadingsAreKnownAgain) {
  EXPECT_EQ(heading_key({"学校名称 ", "证书"}), heading_key({"学校名称", "证　书"}));
  EXPECT_NE(heading_key({"学校名称", "证书"}), heading_key({"学校名称证书"}));
}

TEST(Columns, WhatIsMissingIsSaid) {
  ColumnMap map;
  EXPECT_EQ(trouble_of(map, 2026, 5), MapTrouble::no_institution);
  map.put(Field::institution_name, 0);
  EXPECT_EQ(trouble_of(map, 2026, 5), MapTrouble::no_certificate);
  map.put(Field::certificate, 1);
  EXPECT_EQ(trouble_of(map, 2026, 5), MapTrouble::no_headcount);
  map.put(Field::headcount, 4);
  EXPECT_EQ(trouble_of(map, std::nullopt, 5), MapTrouble::no_year);
  EXPECT_EQ(trouble_of(map, 2026, 5), std::nullopt);
  EXPECT_EQ(trouble_of(map, 2026, 4), MapTrouble::column_missing);
}

TEST(PlatformRow, IsReadByTheMap) {
  const auto row = read_row(usual(), std::nullopt, 7, {"１０８４２", "某学院", "物流管理", "2", "2026年", "1,200"});
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->institution_code, "10842");
  EXPECT_EQ(row->level, Level::intermediate);
  EXPECT_EQ(row->year, 2026);
  EXPECT_EQ(row->headcount, 1200);
  EXPECT_EQ(row->line, 7);
}

TEST(PlatformRow, SaysWhichCellIsNotUnderstood) {
  struct Case {
    CellRow cells;
    CellFault fault;
  };
  const Case cases[] = {
      {{"", "", "物流管理", "初级", "2026", "1"}, {3, Field::institution_name, "", CellTrouble::empty}},
      {{"1", "甲", "", "初级", "2026", "1"}, {3, Field::certificate, "", CellTrouble::empty}},
      {{"1", "甲", "物流管理", "四级", "2026", "1"}, {3, Field::level, "四级", CellTrouble::no_level}},
      {{"1", "甲", "物流管理", "", "2026", "1"}, {3, Field::level, "", CellTrouble::empty}},
      {{"1", "甲", "物流管理", "初级", "去年", "1"}, {3, Field::year, "去年", CellTrouble::no_year}},
      {{"1", "甲", "物流管理", "初级", "2026", "三十"}, {3, Field::headcount, "三十", CellTrouble::no_number}},
      {{"1", "甲", "物流管理", "初级", "2026"}, {3, Field::headcount, "", CellTrouble::empty}},
  };
  for (const Case& each : cases) {
    const auto row = read_row(usual(), std::nullopt, 3, each.cells);
    ASSERT_FALSE(row.ok());
    EXPECT_EQ(row.error(), each.fault) << each.fault.value;
  }
}

TEST(PlatformRow, TheLevelMayStandInTheCertificatesCell) {
  const ColumnMap map = guess_columns({"院校", "证书及等级", "人数"});
  const auto row = read_row(map, 2026, 2, {"甲", "物流管理（高级）", "5"});
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->level, Level::senior);
  const auto none = read_row(map, 2026, 2, {"甲", "物流管理", "5"});
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().trouble, CellTrouble::no_level);
}

TEST(PlatformRow, SumsAndEmptyRowsAreNoPlans) {
  EXPECT_TRUE(is_no_plan(usual(), {"合计", "", "", "", "", "300"}));
  EXPECT_TRUE(is_no_plan(usual(), {"", " 总 计：", "", "", "", "300"}));
  EXPECT_TRUE(is_no_plan(usual(), {"", "　", "", "", "", ""}));
  EXPECT_TRUE(is_no_plan(guess_columns({"备注", "院校", "证书", "人数"}), {"以上数据为虚构"}));
  EXPECT_FALSE(is_no_plan(usual(), {"1", "甲", "", "", "", ""}));
}

}  // namespace
}  // namespace kaoji::core
