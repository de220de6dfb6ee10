#include "core/refusal/blank.hpp"

#include <gtest/gtest.h>

namespace kaoji::core {
namespace {

TEST(Blank, IsWhatSaysNothing) {
  for (const char* text : {"", " ", "\t\r\n", "　", " 　\u00a0 "}) EXPECT_TRUE(is_blank(text));
}

TEST(Blank, IsNotWhatSaysSomething) {
  for (const char* text : {"缺章", "  x", "　。", "-"}) EXPECT_FALSE(is_blank(text)) << text;
}

}  // namespace
}  // namespace kaoji::core
