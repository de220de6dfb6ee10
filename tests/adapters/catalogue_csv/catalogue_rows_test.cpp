#include "adapters/catalogue_csv/catalogue_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace kaoji::catalogue_csv {
namespace {

constexpr const char* kBureaus = "code,name\n410100,郑州市教育行政部门\n";

std::string all(const CsvErrors& errors) {
  std::string text;
  for (const CsvError& error : errors) text += error.file + ":" + std::to_string(error.line) + " " + error.en + "\n";
  return text;
}

TEST(Catalogue, TheProjectsOwnFilesWithTheDemoRows) {
  Catalogue catalogue;
  const std::string folder = std::string(KAOJI_SOURCE_DIR) + "/catalogue";
  EXPECT_EQ(all(add_catalogue_folder(catalogue, folder)), "");
  EXPECT_EQ(catalogue.bureaus.size(), 28U);
  std::set<std::pair<int, int>> tiles;
  for (const core::Bureau& each : catalogue.bureaus) {
    ASSERT_TRUE(each.tile.has_value()) << each.name;
    EXPECT_TRUE(tiles.emplace(each.tile->column, each.tile->row).second) << each.name << " stands on another's place";
  }
  EXPECT_GE(catalogue.institutions.size(), 90U);
  const auto certificates = catalogue.certificates.size();
  EXPECT_EQ(all(add_catalogue_folder(catalogue, folder + "/demo")), "");
  EXPECT_GT(catalogue.certificates.size(), certificates);
  for (const auto& each : catalogue.certificates) {
    EXPECT_FALSE(each.certificate.levels.empty());
    EXPECT_FALSE(each.pinyin.initials.empty());
  }
}

TEST(Catalogue, QuotesCarriageReturnsAndAByteOrderMark) {
  Catalogue catalogue;
  const std::string bureaus = "\xef\xbb\xbfnote,code,name\r\n\"a, b \"\"c\"\"\",410100,\"郑州市, 教育局\"\r\n";
  EXPECT_EQ(all(add_catalogue(catalogue, {bureaus, "", ""})), "");
  ASSERT_EQ(catalogue.bureaus.size(), 1U);
  EXPECT_EQ(catalogue.bureaus[0].name, "郑州市, 教育局");
}

TEST(Catalogue, APlaceOnTheMapIsTwoWholeNumbersOrNone) {
  const auto read = [](const std::string& cells) {
    Catalogue catalogue;
    const auto errors = add_catalogue(catalogue, {"code,name,tile_column,tile_row\n1,a," + cells + "\n", "", ""});
    return errors.empty() ? catalogue.bureaus.at(0).tile : std::optional(core::MapTile{0, 0});
  };
  EXPECT_EQ(read("4,12"), (core::MapTile{4, 12}));
  EXPECT_EQ(read(","), std::nullopt);
  for (const char* bad : {"4,", ",4", "0,1", "x,1", "100,1", "-1,1"})
    EXPECT_EQ(read(bad), (core::MapTile{0, 0})) << bad;
}

TEST(Catalogue, LevelsOfOneCertificateComeTogether) {
  Catalogue catalogue;
  const char* certificates =
      "short_name,organisation,level,pinyin,initials\n甲,某组织,高级,jia,j\n甲,某组织,初级,jia,j\n";
  EXPECT_EQ(all(add_catalogue(catalogue, {"", "", certificates})), "");
  ASSERT_EQ(catalogue.certificates.size(), 1U);
  ASSERT_EQ(catalogue.certificates[0].certificate.levels.size(), 2U);
  EXPECT_EQ(catalogue.certificates[0].certificate.levels[0].level, core::Level::junior);
}

struct BadRow {
  const char* what;
  const char* institutions;
  const char* certificates;
  int line;
  const char* en;
};

class BadCatalogue : public testing::TestWithParam<BadRow> {};

TEST_P(BadCatalogue, IsRefusedWholeWithItsLine) {
  const BadRow& row = GetParam();
  Catalogue catalogue;
  const CsvErrors errors = add_catalogue(catalogue, {kBureaus, row.institutions, row.certificates});
  EXPECT_TRUE(std::any_of(errors.begin(), errors.end(),
                          [&](const CsvError& error) {
                            return error.line == row.line && error.en.find(row.en) != std::string::npos &&
                                   !error.zh.empty();
                          }))
      << row.what << "\n"
      << all(errors);
  EXPECT_TRUE(catalogue.bureaus.empty());
  EXPECT_TRUE(catalogue.institutions.empty());
}

#define HEAD "local_key,name,kind,bureau\n"
INSTANTIATE_TEST_SUITE_P(
    Rows, BadCatalogue,
    testing::Values(
        BadRow{"column missing", "local_key,name,kind\n1,a,higher-vocational\n", "", 1, "no column bureau"},
        BadRow{"column twice", "local_key,name,kind,bureau,name\n", "", 1, "two columns name"},
        BadRow{"cell missing", HEAD "1,a,higher-vocational\n", "", 2, "3 cells instead of 4"},
        BadRow{"cell too many", HEAD "1,a,higher-vocational,,\n", "", 2, "5 cells instead of 4"},
        BadRow{"code twice", HEAD "1,a,higher-vocational,\n2,b,higher-vocational,\n1,c,higher-vocational,\n", "", 4,
               "code 1 comes twice"},
        BadRow{"code with a slash", HEAD "../1,a,higher-vocational,\n", "", 2, "letters, digits"},
        BadRow{"no name", HEAD "1, ,higher-vocational,\n", "", 2, "name must not be empty"},
        BadRow{"unknown kind", HEAD "1,a,university,\n", "", 2, "no kind of institution"},
        BadRow{"local without bureau", HEAD "1,a,local-secondary,\n", "", 2, "needs its bureau"},
        BadRow{"unknown bureau", HEAD "1,a,local-secondary,419999\n", "", 2, "no bureau 419999"},
        BadRow{"bureau of another kind", HEAD "1,a,higher-vocational,410100\n", "", 2, "Only local-secondary"},
        BadRow{"quote inside", HEAD "1,a\"b,higher-vocational,\n", "", 2, "a quote in a cell"},
        BadRow{"quote without end", HEAD "1,a,higher-vocational,\n2,\"b,higher-vocational,", "", 3, "does not end"},
        BadRow{"text after a quote", HEAD "1,\"a\"b,higher-vocational,\n", "", 2, "closing quote"},
        BadRow{"not UTF-8", HEAD "1,\xff,higher-vocational,\n", "", 2, "not UTF-8"},
        BadRow{"overlong form", HEAD "1,\xc0\xaf,higher-vocational,\n", "", 2, "not UTF-8"},
        BadRow{"control character", HEAD "1,a\tb,higher-vocational,\n", "", 2, "control character"},
        BadRow{"unknown level", "", "short_name,organisation,level,pinyin,initials\n甲,乙,特级,,\n", 2, "no level"},
        BadRow{"level twice", "", "short_name,organisation,level,pinyin,initials\n甲,乙,初级,,\n甲,乙,初级,,\n", 3,
               "twice"},
        BadRow{"two organisations", "", "short_name,organisation,level,pinyin,initials\n甲,乙,初级,,\n甲,丙,中级,,\n",
               3, "another organisation"}),
    [](const testing::TestParamInfo<BadRow>& row) {
      std::string name = row.param.what;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
      return name;
    });

TEST(Catalogue, AFolderWithoutFilesIsAnError) {
  Catalogue catalogue;
  EXPECT_EQ(add_catalogue_folder(catalogue, testing::TempDir() + "/no-such-folder").size(), 1U);
}

}  // namespace
}  // namespace kaoji::catalogue_csv
