#include "assets/embedded_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace kaoji::assets {
namespace {

TEST(EmbeddedFiles, AreOrderedByName) {
  EXPECT_TRUE(std::ranges::is_sorted(embedded_files(), {}, &EmbeddedFile::name));
}

TEST(EmbeddedFiles, HoldTheBytesOfTheFileOnDisk) {
  const std::string name = "policies/henan-2021-628.toml";
  std::ifstream file(std::string(KAOJI_SOURCE_DIR) + "/" + name, std::ios::binary);
  const std::string on_disk{std::istreambuf_iterator<char>(file), {}};
  const EmbeddedFile* const embedded = find_embedded(name);
  ASSERT_NE(embedded, nullptr);
  EXPECT_EQ(embedded->plain, on_disk);
  EXPECT_EQ(embedded->content_type, "application/toml; charset=utf-8");
  EXPECT_EQ(embedded->digest.size(), 16U);
}

TEST(EmbeddedFiles, AlwaysHaveAPageForTheBrowser) {
  const EmbeddedFile* const page = find_embedded("web/index.html");
  ASSERT_NE(page, nullptr);
  EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
  EXPECT_FALSE(page->name_is_hashed);
}

TEST(EmbeddedFiles, AreCompressedOnlyWhereThatIsSmaller) {
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_LE(file.gzip.size(), file.plain.size()) << file.name;
    EXPECT_LE(file.brotli.size(), file.plain.size()) << file.name;
  }
  EXPECT_FALSE(find_embedded("api/openapi.yaml")->brotli.empty());
}

TEST(EmbeddedFiles, AnUnknownNameIsNull) {
  EXPECT_EQ(find_embedded(""), nullptr);
  EXPECT_EQ(find_embedded("web/index.htm"), nullptr);
  EXPECT_EQ(find_embedded("zzz"), nullptr);
}

TEST(EmbeddedFiles, BelowGivesExactlyThePrefix) {
  const auto policies = embedded_below("policies/");
  ASSERT_FALSE(policies.empty());
  for (const EmbeddedFile& file : policies) EXPECT_TRUE(file.name.starts_with("policies/"));
  EXPECT_TRUE(embedded_below("nothing/").empty());
}

}  // namespace
}  // namespace kaoji::assets
