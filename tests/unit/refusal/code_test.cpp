#include "core/refusal/code.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "core/access/access.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

/// domain.md, “Refusals”: the closed list in its order.
constexpr std::string_view kClosedList[] = {
    "not-yours",       "not-awaiting",        "not-registered",     "empty-application", "certificate-unknown",
    "level-unknown",   "headcount-invalid",   "duplicate-line",     "reason-required",   "window-closed",
    "platform-closed", "not-admitted",        "certificate-closed", "use-increase",      "plan-exited",
    "no-such-plan",    "pending-application", "date-invalid",       "over-plan",         "below-examined",
    "cap-exceeded",    "form-unsigned",       "form-stale",         "note-required",
};

TEST(Code, TheListIsClosedAndInItsOrder) {
  ASSERT_EQ(kCodeCount, std::size(kClosedList));
  for (std::size_t i = 0; i < kCodeCount; ++i) {
    const Code code = all_codes()[i];
    EXPECT_EQ(to_text(code), kClosedList[i]);
    EXPECT_EQ(parse_code(kClosedList[i]), code);
  }
  EXPECT_FALSE(parse_code("out-of-the-blue").has_value());
  EXPECT_FALSE(parse_code("").has_value());
}

TEST(Code, EachHasItsMeaningSentenceAndRemedyInBothLanguages) {
  std::set<std::string_view> sentences;
  for (const Code code : all_codes()) {
    const CodeText& text = text_of(code);
    for (const std::string_view each :
         {text.meaning_zh, text.meaning_en, text.sentence_zh, text.sentence_en, text.remedy_zh, text.remedy_en}) {
      EXPECT_FALSE(each.empty()) << text.code;
    }
    EXPECT_TRUE(sentences.insert(text.sentence_zh).second) << "said twice: " << text.sentence_zh;
    EXPECT_TRUE(sentences.insert(text.sentence_en).second) << "said twice: " << text.sentence_en;
  }
}

TEST(Code, SaysItsSentencesInGeneral) {
  EXPECT_EQ(in_general("“{about}”与第{first_line}行重复。"), "“…”与第…行重复。");
  EXPECT_EQ(in_general("[It opens again from {opens} to {closes}. ]Ask."), "It opens again from … to …. Ask.");
  EXPECT_EQ(in_general("[Page {page} is missing.][Page {doubled} is there twice.]"),
            "Page … is missing. Page … is there twice.");
  EXPECT_EQ(in_general(""), "");
  for (const Code code : all_codes()) {
    const CodeText& text = text_of(code);
    for (const std::string_view each : {text.sentence_zh, text.sentence_en, text.remedy_zh, text.remedy_en}) {
      EXPECT_EQ(in_general(each).find_first_of("{}[]"), std::string::npos) << text.code;
    }
  }
}

/// The headings of docs/refusals.md, without their signs.
std::string headings() {
  std::ifstream page(std::string(KAOJI_SOURCE_DIR) + "/docs/refusals.md");
  std::ostringstream found;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("#")) continue;
    for (char& letter : line) {
      if (letter == '`' || letter == '#') letter = ' ';
    }
    found << line << " \n";
  }
  return found.str();
}

TEST(Code, EachHasItsHeadingInTheDocs) {
  const std::string found = headings();
  ASSERT_FALSE(found.empty()) << "docs/refusals.md is not there or has no headings";
  for (const Code code : all_codes()) {
    EXPECT_NE(found.find(" " + std::string(to_text(code)) + " "), std::string::npos)
        << "docs/refusals.md has no heading for " << to_text(code);
  }
}

TEST(Code, EachIsTheHeadlineOfSomeRow) {
  std::set<Code> tabled;
  for (const auto& codes : {submission_table_codes(), review_table_codes(), assessment_table_codes()}) {
    tabled.insert(codes.begin(), codes.end());
  }
  // Asked before any rule, by the access table.
  for (const Access access : {Access::hidden, Access::denied, Access::wrong_state}) tabled.insert(*refusal_of(access));
  for (const Code code : all_codes()) EXPECT_TRUE(tabled.contains(code)) << "no row expects " << to_text(code);
}

}  // namespace
}  // namespace kaoji::core
