#include "core/access/masked.hpp"

#include <gtest/gtest.h>

namespace kaoji::core {
namespace {

// Names and numbers are made up.

TEST(Masked, NamesKeepTheirFirstCharacter) {
  EXPECT_EQ(masked_name("张三"), "张*");
  EXPECT_EQ(masked_name("示例联系人"), "示*");
  EXPECT_EQ(masked_name("Contact"), "C*");
  EXPECT_EQ(masked_name("𠮷田"), "𠮷*") << "a character beyond the first plane is one character";
  EXPECT_EQ(masked_name(""), "");
}

TEST(Masked, NumbersShowLessTheShorterTheyAre) {
  EXPECT_EQ(masked_phone("13800001234"), "138****1234");
  EXPECT_EQ(masked_phone("0371-00000000"), "037****0000");
  EXPECT_EQ(masked_phone("0000-1234"), "0****34");
  EXPECT_EQ(masked_phone("110"), "****");
  EXPECT_EQ(masked_phone(""), "");
}

TEST(Masked, ANameAndANumberInOneTextAreMaskedEachByItsKind) {
  EXPECT_EQ(masked_contact("王老师 0371-00000000"), "王* 037****0000");
  EXPECT_EQ(masked_contact("王老师13800001234"), "王* 138****1234");
  EXPECT_EQ(masked_contact("13800001234（李老师）"), "138****1234 李*");
  EXPECT_EQ(masked_contact("考核站2，张三"), "考* 张*") << "a single digit is a part of a name";
  EXPECT_EQ(masked_contact(""), "");
}

TEST(Masked, AMaskIsItsOwnMask) {
  for (const char* contact : {"王老师 0371-00000000", "王老师13800001234", "张三", "13800001234"}) {
    const std::string masked = masked_contact(contact);
    EXPECT_EQ(masked_contact(masked), masked) << contact;
  }
  EXPECT_EQ(masked_name(masked_name("张三")), "张*");
  EXPECT_EQ(masked_phone(masked_phone("0000-1234")), "0****34");
}

TEST(Masked, AMaskThatComesBackIsTheTextThatIsThere) {
  EXPECT_EQ(unmasked("张*", "张三", masked_name("张三")), "张三");
  EXPECT_EQ(unmasked("李四", "张三", masked_name("张三")), "李四");
  EXPECT_EQ(unmasked("", "张三", masked_name("张三")), "") << "an emptied field is empty";
}

}  // namespace
}  // namespace kaoji::core
