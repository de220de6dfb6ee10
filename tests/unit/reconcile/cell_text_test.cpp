#include "core/reconcile/cell_text.hpp"

#include <gtest/gtest.h>

namespace kaoji::core {
namespace {

TEST(PlainCell, NarrowsAndTrims) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"１２０", "120"},
      {"  河南　某学院 ", "河南 某学院"},
      {"\xEF\xBB\xBF院校", "院校"},
      {"Ｗｅｂ前端开发（初级）", "Web前端开发(初级)"},
      {"甲\xE2\x80\x8B乙", "甲乙"},
      {"\t甲\r\n乙\xC2\xA0", "甲 乙"},
      {"", ""},
      {"　", ""},
  };
  for (const auto& [cell, plain] : cases) EXPECT_EQ(plain_cell(cell), plain) << cell;
}

TEST(NameKey, ForgetsWhatPeopleWriteDifferently) {
  EXPECT_EQ(name_key(plain_cell("河南 某 学院（新校区）")), name_key(plain_cell("河南某学院(新校区)")));
  EXPECT_EQ(name_key(plain_cell("WEB前端开发")), name_key(plain_cell("web前端开发")));
  EXPECT_EQ(name_key(plain_cell("甲【乙】")), name_key(plain_cell("甲[乙]")));
  EXPECT_NE(name_key(plain_cell("甲学院")), name_key(plain_cell("乙学院")));
}

TEST(ReadPersons, TakesWhatIsANumberOfPersons) {
  const std::pair<std::string_view, std::int64_t> cases[] = {
      {"0", 0}, {"120", 120}, {"1,200", 1200}, {"1,234,567", 1234567}, {"120人", 120}, {"12 人次", 12}, {"120.0", 120},
  };
  for (const auto& [plain, persons] : cases) EXPECT_EQ(read_persons(plain), persons) << plain;
  for (const std::string_view plain : {"", "-1", "12.5", "十二", "1,2", "12a", "1e3", "99999999", "人", ".", ",120"})
    EXPECT_EQ(read_persons(plain), std::nullopt) << plain;
}

TEST(ReadPlanYear, TakesAYearAndWhatFollowsIt) {
  for (const std::string_view plain : {"2026", "2026年", "2026年度", "2026-03-11", "2026/3/11", "2026.0"})
    EXPECT_EQ(read_plan_year(plain), 2026) << plain;
  for (const std::string_view plain : {"", "26", "1999", "20260", "二〇二六", "2026x"})
    EXPECT_EQ(read_plan_year(plain), std::nullopt) << plain;
}

TEST(ReadLevel, TakesWordsAndThePlatformsCodes) {
  EXPECT_EQ(read_level("初级"), Level::junior);
  EXPECT_EQ(read_level("中"), Level::intermediate);
  EXPECT_EQ(read_level("3"), Level::senior);
  EXPECT_EQ(read_level("4"), std::nullopt);
  EXPECT_EQ(read_level(""), std::nullopt);
}

TEST(CertificateWords, TakesNameAndLevelApart) {
  const std::string bare = name_key("Web前端开发");
  for (const std::string_view cell :
       {"Web前端开发（初级）", "Web前端开发职业技能等级证书（初级）", "Web前端开发（初级）职业技能等级证书",
        "Ｗｅｂ前端开发初级", "Web前端开发 - 初级"}) {
    const CertificateWords words = certificate_words(plain_cell(cell));
    EXPECT_EQ(words.key, bare) << cell;
    EXPECT_EQ(words.level, Level::junior) << cell;
  }
  EXPECT_EQ(certificate_words("Web前端开发职业技能等级证书").key, bare);
  EXPECT_EQ(certificate_words("Web前端开发职业技能等级证书").level, std::nullopt);
  EXPECT_EQ(certificate_words("初级").key, "初级");
}

}  // namespace
}  // namespace kaoji::core
