#include "base/member_name.hpp"

#include <gtest/gtest.h>

namespace kaoji::base {
namespace {

TEST(MemberName, WhatEverySystemTakes) {
  for (const std::string_view name : {"manifest.json", "申报/平顶山职业技术学院（41001）/汇总表.pdf", "a b.txt",
                                      ".hidden", "表 (1).xlsx", "𠮷.txt"}) {
    EXPECT_TRUE(is_member_name(name)) << name;
  }
}

TEST(MemberName, WhatLeadsElsewhereOrIsNoNameOnWindows) {
  for (const std::string_view name : {"",
                                      "/etc/passwd",
                                      "../a",
                                      "a/../b",
                                      "a/./b",
                                      "a//b",
                                      "a/",
                                      "C:/a",
                                      "a\\b",
                                      "a:b",
                                      "a?b",
                                      "nul",
                                      "NUL.txt",
                                      "x/com1.pdf",
                                      "LPT9",
                                      "a.",
                                      "a ",
                                      " a",
                                      "a\nb",
                                      "a\x7f",
                                      "a\xC2\x85",
                                      "\xff",
                                      "\xE4\xB8",
                                      "\xC0\xAF",
                                      "\xED\xA0\x80",
                                      "a\xE2\x80\xAE"
                                      "fdp.exe"}) {
    EXPECT_FALSE(is_member_name(name)) << name;
  }
  EXPECT_FALSE(is_member_name(std::string_view("a\0b", 3)));
  EXPECT_TRUE(is_member_name(std::string(kLongestMemberName, 'a')));
  EXPECT_FALSE(is_member_name(std::string(kLongestMemberName + 1, 'a')));
}

TEST(MemberName, AnyTextBecomesAPart) {
  EXPECT_EQ(as_member_part("郑州/职业:学院?"), "郑州_职业_学院_");
  EXPECT_EQ(as_member_part(".."), "._");
  EXPECT_EQ(as_member_part("con"), "_con");
  EXPECT_EQ(as_member_part(""), "_");
  EXPECT_EQ(as_member_part(" a"), "_ a");
  EXPECT_EQ(as_member_part("学院学院", 7), "学院");
  for (const std::string_view text :
       {"..", "con", "", "a.", "\xff\xfe", "a\nb", "...", "NUL.pdf", " ", "aux", "\xE2\x80\xAE"}) {
    EXPECT_TRUE(is_member_name(as_member_part(text))) << text << " -> " << as_member_part(text);
  }
}

}  // namespace
}  // namespace kaoji::base
