#include "adapters/pinyin_icu/icu_pinyin.hpp"

#include <gtest/gtest.h>

namespace kaoji::pinyin_icu {
namespace {

struct Named {
  const char* name;
  const char* full;
  const char* initials;
};

class KeysOfNames : public testing::TestWithParam<Named> {};

TEST_P(KeysOfNames, AreSyllablesApartAndWordsWhole) {
  const ports::Pinyin keys = IcuPinyin().keys_of(GetParam().name);
  EXPECT_EQ(keys.full, GetParam().full);
  EXPECT_EQ(keys.initials, GetParam().initials);
}

INSTANTIATE_TEST_SUITE_P(Names, KeysOfNames,
                         testing::Values(Named{"物流管理", "wu liu guan li", "wlgl"},
                                         Named{"绿色物流", "lv se wu liu", "lswl"},
                                         Named{"Web前端开发", "web qian duan kai fa", "webqdkf"},
                                         Named{"１＋Ｘ（初级）", "1 x chu ji", "1xcj"},
                                         Named{"5G 网络", "5g wang luo", "5gwl"}, Named{"", "", ""},
                                         Named{"！，", "", ""}));

}  // namespace
}  // namespace kaoji::pinyin_icu
