#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {

namespace {

/// The numbers that matter, by code; the others have none.
const std::map<Code, std::vector<std::string>>& promised_numbers() {
  static const std::map<Code, std::vector<std::string>> kPromised{
      {Code::headcount_invalid, {"least", "most"}},
      {Code::duplicate_line, {"first_line"}},
      {Code::use_increase, {"year", "base"}},
      {Code::over_plan, {"asked", "allowed"}},
      {Code::below_examined, {"asked", "allowed", "base", "examined"}},
      {Code::cap_exceeded, {"asked", "allowed", "base", "percent", "left"}},
      {Code::form_stale, {"scanned", "current"}},
  };
  return kPromised;
}

bool has_chinese(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) >= 0xe4; });
}

void expect_filled(const std::string& text, Code code) {
  EXPECT_FALSE(text.empty()) << to_text(code);
  EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << text;
}

void expect_well_formed(const Finding& finding) {
  for (const std::string* text : {&finding.zh, &finding.en, &finding.remedy_zh, &finding.remedy_en}) {
    expect_filled(*text, finding.code);
  }
  EXPECT_TRUE(has_chinese(finding.zh)) << finding.zh;
  EXPECT_TRUE(has_chinese(finding.remedy_zh)) << finding.remedy_zh;
  const auto promised = promised_numbers().find(finding.code);
  if (promised == promised_numbers().end()) return;
  for (const std::string& name : promised->second) {
    const bool there = std::any_of(finding.numbers.begin(), finding.numbers.end(),
                                   [&](const Finding::Number& number) { return number.name == name; });
    EXPECT_TRUE(there) << to_text(finding.code) << " without its number " << name;
  }
}

}  // namespace

void expect_well_formed(const Findings& findings) {
  const auto& all = findings.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    expect_well_formed(all[i]);
    if (i == 0) continue;
    EXPECT_LE(all[i - 1].code, all[i].code) << "out of order: " << to_text(all[i].code);
    // Within one code, lines are named in their order.
    const bool both_lines = all[i - 1].field.starts_with("lines[") && all[i].field.starts_with("lines[");
    if (all[i - 1].code == all[i].code && both_lines) {
      EXPECT_LE(all[i - 1].field, all[i].field);
    }
  }
}

}  // namespace kaoji::core
