#include "adapters/policy_toml/read_policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "adapters/policy_toml/toml_value.hpp"

namespace kaoji::policy_toml {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(KAOJI_SOURCE_DIR) + "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The notice's own file with one piece of text put in another's place.
std::string notice_with(const std::string& from, const std::string& to) {
  std::string text = file_text("policies/henan-2021-628.toml");
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

int line_of(const std::string& text, const std::string& piece) {
  const auto at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

TEST(ReadPolicy, TheNoticeItself) {
  const auto read = read_policy(file_text("policies/henan-2021-628.toml"));
  ASSERT_TRUE(read.ok()) << to_text(read.error(), "628");
  EXPECT_EQ(read->id, "henan-2021-628");
  EXPECT_EQ(read->zone, (base::Zone{"Asia/Shanghai", std::chrono::hours{8}}));
  ASSERT_EQ(read->rounds.size(), 3U);
  EXPECT_EQ(read->rounds[0].windows[0].first, (core::MonthDay{std::chrono::March / 11}));
  EXPECT_EQ(read->rounds[0].cap_percent, core::CapPercent{30});
  EXPECT_FALSE(read->rounds[0].until_year.has_value());
  EXPECT_TRUE(read->rounds[0].decrease_in_indicators);
  EXPECT_EQ(read->rounds[2].from_year, 2021);
  EXPECT_EQ(read->rounds[2].until_year, 2021);
  EXPECT_EQ(read->rounds[2].cap_percent, core::CapPercent{});
  EXPECT_FALSE(read->rounds[2].decrease_in_indicators);
  EXPECT_EQ(read->indicators.size(), 3U);
  EXPECT_EQ(read->indicators[0].name, "adjustment");
}

TEST(ReadPolicy, EveryPolicyOfTheStories) {
  const auto folder = read_policy_folder(std::string(KAOJI_SOURCE_DIR) + "/scenarios/policies");
  for (const auto& refused : folder.refused) ADD_FAILURE() << to_text(refused.errors, refused.path);
  EXPECT_GE(folder.notices.size(), 10U);
}

struct BadFile {
  const char* what;
  const char* from;
  const char* to;
  const char* line_with;  ///< a piece of the line that the error must name; "" for an error about the whole file
  const char* zh;
  const char* en;
};

void PrintTo(const BadFile& row, std::ostream* out) {
  *out << row.what;
}

class BadPolicy : public testing::TestWithParam<BadFile> {};

TEST_P(BadPolicy, IsRefusedWithLineAndReason) {
  const BadFile& row = GetParam();
  const std::string text = notice_with(row.from, row.to);
  const auto read = read_policy(text);
  ASSERT_FALSE(read.ok());
  const PolicyErrors& errors = read.error();
  const int line = std::string(row.line_with).empty() ? 1 : line_of(text, row.line_with);
  const bool named = std::any_of(errors.begin(), errors.end(), [&](const PolicyError& error) {
    return error.line == line && error.zh.find(row.zh) != std::string::npos &&
           error.en.find(row.en) != std::string::npos;
  });
  EXPECT_TRUE(named) << "line " << line << "\n" << to_text(errors, row.what);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadPolicy,
    testing::Values(
        BadFile{"not TOML", "[new]", "[new", "[new", "不是合法的 TOML", "not valid TOML"},
        BadFile{"a key twice", "[new]", "[new]\nclause = \"x\"", "clause = \"二(二)1\"", "不是合法的 TOML",
                "not valid"},
        BadFile{"unknown key at the top", "[new]", "[news]\n[new]", "[news]", "news", "Unknown key news"},
        BadFile{"unknown key in a round", "label       = \"春季学期\"", "colour = 1\nlabel = \"x\"", "colour", "colour",
                "Unknown key colour in [[round]]"},
        BadFile{"unknown key in exit", "after_years = 1", "after_year = 1", "after_year =", "after_year",
                "Unknown key after_year in [exit]"},
        BadFile{"missing id", "id             = \"henan-2021-628\"", "", "", "缺少 id", "lacks id"},
        BadFile{"missing table", "[reasons]", "[new.reasons]", "", "缺少 reasons", "lacks reasons"},
        BadFile{"missing window", "final       = [\"03-25\", \"03-28\"]", "", "[[round]]", "缺少 final", "lacks final"},
        BadFile{"id with a blank", "\"henan-2021-628\"", "\"henan 628\"", "id  ", "小写字母", "lower-case"},
        BadFile{"wrong type of text", "number         = \"教职成函〔2021〕628号\"", "number = 628", "number",
                "须为文字", "text"},
        BadFile{"empty title", "title          = \"河南", "title = \"\" #", "title", "须为文字", "not empty"},
        BadFile{"a date in quotes", "effective_from = 2021-09-30", "effective_from = \"2021-09-30\"", "effective_from",
                "须为日期", "must be a date"},
        BadFile{"unknown zone", "Asia/Shanghai", "Asia/Zhengzhou", "Asia/Zhengzhou", "没有名为", "no time zone"},
        BadFile{"zone with daylight saving", "Asia/Shanghai", "Europe/Berlin", "Europe/Berlin", "夏令时",
                "daylight saving"},
        BadFile{"two rounds of one name", "\"autumn\"", "\"spring\"", "name        = \"spring\"\nlabel       = \"秋",
                "重复", "is taken"},
        BadFile{"29 February", "[\"03-11\", \"03-20\"]", "[\"02-29\", \"03-20\"]", "02-29", "02-29", "of every year"},
        BadFile{"31 April", "[\"03-21\", \"03-24\"]", "[\"03-21\", \"04-31\"]", "04-31", "04-31", "of every year"},
        BadFile{"window of one day", "[\"03-21\", \"03-24\"]", "[\"03-21\"]", "[\"03-21\"]", "两个月-日",
                "two month-days"},
        BadFile{"window backwards", "[\"03-11\", \"03-20\"]", "[\"03-20\", \"03-11\"]", "[\"03-20\", \"03-11\"]",
                "早于首日", "runs backwards"},
        BadFile{"window over the year's end", "[\"09-25\", \"09-28\"]", "[\"12-25\", \"01-05\"]", "12-25", "不得跨年",
                "crosses the end of a year"},
        BadFile{"stage ends before the one before", "[\"03-25\", \"03-28\"]", "[\"03-22\", \"03-23\"]", "03-22",
                "先于前一阶段", "before the stage before it"},
        BadFile{"overlapping rounds", "submit      = [\"09-11\", \"09-20\"]", "submit = [\"03-20\", \"09-20\"]",
                "[\"03-20\", \"09-20\"]", "申报期重叠", "overlaps"},
        BadFile{"unknown kind", "kinds       = [\"new\", \"decrease\"]", "kinds = [\"new\", \"shift\"]", "shift",
                "shift", "no kind of application"},
        BadFile{"no kind", "kinds       = [\"new\", \"decrease\"]", "kinds = []", "kinds = []", "至少写一种",
                "at least one"},
        BadFile{"year and from_year", "from_year   = 2022", "from_year = 2022\nyear = 2022", "year = 2022\nkinds",
                "取一", "either year"},
        BadFile{"neither year nor from_year", "year        = 2021\n", "", "name        = \"autumn-2021\"", "取一",
                "either year"},
        BadFile{"until before from", "from_year   = 2022", "from_year = 2022\nuntil_year = 2021", "until_year",
                "早于 from_year", "before from_year"},
        BadFile{"cap of 0", "cap_percent = 30", "cap_percent = 0", "cap_percent = 0", "1 至 100", "1 to 100"},
        BadFile{"cap of 101", "cap_percent = 30", "cap_percent = 101", "cap_percent = 101", "1 至 100", "1 to 100"},
        BadFile{"cap with a fraction", "cap_percent = 30", "cap_percent = 30.5", "30.5", "1 至 100", "whole number"},
        BadFile{"cap as another word", "\"none\"", "\"no\"", "\"no\"", "1 至 100", "or \"none\""},
        BadFile{"unknown scope", "\"institution-round\"", "\"bureau\"", "\"bureau\"", "cap_scope", "cap_scope"},
        BadFile{"switch as a number", "windowed        = false", "windowed = 0", "windowed = 0", "true 或 false",
                "true or false"},
        BadFile{"reason twice", "\"参加考核学生增加\"", "\"考核证书种类或等级变动\"", "increase = [\"考核", "重复",
                "twice"},
        BadFile{"exit window backwards", "[\"11-11\", \"11-20\"]", "[\"11-20\", \"11-11\"]", "[\"11-20\"", "早于首日",
                "runs backwards"},
        BadFile{"exit after 0 years", "after_years = 1", "after_years = 0", "after_years", "1 至", "whole number"},
        BadFile{"reminders that rise", "after_years = 1", "after_years = 1\nremind_days_before = [30, 60]",
                "remind_days_before", "从大到小", "falling"},
        BadFile{"a reminder on the day itself", "after_years = 1", "after_years = 1\nremind_days_before = [7, 0]",
                "remind_days_before", "1 至 355", "from 1 to 355"},
        BadFile{"reminders that are no list", "after_years = 1", "after_years = 1\nremind_days_before = 30",
                "remind_days_before", "列表", "list of whole numbers"},
        BadFile{"agreement as a word", "preliminary_review = [",
                "reconcile_before_final = \"yes\"\npreliminary_review = [", "reconcile_before_final", "true 或 false",
                "true or false"},
        BadFile{"routing of a kind without a bureau", "[\"local-secondary\"]", "[\"higher-vocational\"]",
                "preliminary_review", "不能有初审", "no bureau"},
        BadFile{"routing of an unknown kind", "[\"local-secondary\"]", "[\"university\"]", "preliminary_review", "没有",
                "no kind of institution"},
        BadFile{"unknown measure", "[\"closing\", \"exited\"]", "[\"closing\", \"left\"]", "\"left\"", "未知的量",
                "unknown measure"},
        BadFile{"rate over nothing", "numerator   = [\"examined\"]", "numerator = []", "numerator = []", "至少写一个量",
                "at least one measure"}),
    [](const testing::TestParamInfo<BadFile>& row) {
      std::string name = row.param.what;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
      return name;
    });

TEST(ReadPolicy, AllErrorsNotOnlyTheFirst) {
  std::string text = notice_with("cap_percent = 30", "cap_percent = 0");
  text.replace(text.find("after_years = 1"), 15, "after_years = x");
  EXPECT_FALSE(read_policy(text).ok());
  text.replace(text.find("after_years = x"), 15, "after_years = 0");
  const auto read = read_policy(text);
  ASSERT_FALSE(read.ok());
  ASSERT_EQ(read.error().size(), 2U);
  EXPECT_LT(read.error()[0].line, read.error()[1].line);
}

TEST(ReadPolicy, WhatMayBeLeftOut) {
  std::string text = file_text("policies/henan-2021-628.toml");
  text.resize(text.find("[indicators.adjustment]"));
  const auto exit_at = text.find("[exit]");
  text.erase(exit_at, text.find("[routing]") - exit_at);
  const auto form_at = text.find("[form]");
  text.erase(form_at);
  for (const char* line : {"windowed        = false\n", "needs_admission = true\n", "review_days     = 4\n",
                           "cap_scope   = \"institution-round\"\n"}) {
    text.erase(text.find(line), std::string(line).size());
  }
  const auto read = read_policy(text);
  ASSERT_TRUE(read.ok()) << to_text(read.error(), "text");
  EXPECT_TRUE(read->increase_needs_admission);
  EXPECT_FALSE(read->increase_windowed);
  EXPECT_EQ(read->review_days, 4);
  EXPECT_EQ(read->cap_scope, core::CapScope::institution_round);
  EXPECT_TRUE(read->signed_scan);
  EXPECT_TRUE(read->indicators.empty());
  EXPECT_EQ(read->exit_from_year, kNoExitYear);
  EXPECT_FALSE(read->exit_window_of(2030).has_value());
}

TEST(ReadPolicy, RemindersAndAgreementAsWritten) {
  const auto usual = read_policy(notice_with("after_years = 1", "after_years = 1"));
  ASSERT_TRUE(usual.ok());
  EXPECT_EQ(usual->exit_reminder_days, (std::vector{90, 60, 30, 7}));
  EXPECT_FALSE(usual->reconcile_before_final);
  const auto own = read_policy(notice_with("after_years = 1", "after_years = 1\nremind_days_before = [14, 1]"));
  ASSERT_TRUE(own.ok()) << to_text(own.error(), "own");
  EXPECT_EQ(own->exit_reminder_days, (std::vector{14, 1}));
  const auto never = read_policy(notice_with("after_years = 1", "after_years = 1\nremind_days_before = []"));
  ASSERT_TRUE(never.ok());
  EXPECT_TRUE(never->exit_reminder_days.empty());
  const auto agreeing =
      read_policy(notice_with("preliminary_review = [", "reconcile_before_final = true\npreliminary_review = ["));
  ASSERT_TRUE(agreeing.ok()) << to_text(agreeing.error(), "agreeing");
  EXPECT_TRUE(agreeing->reconcile_before_final);
}

TEST(ReadPolicy, RoundsThatNeverMeetMayShareDays) {
  // The same days in other years, and the same days for other kinds of application, are no conflict.
  const std::string once = notice_with("submit      = [\"10-21\", \"10-30\"]", "submit = [\"09-11\", \"10-30\"]");
  EXPECT_TRUE(read_policy(once).ok());
  std::string kinds = notice_with("submit      = [\"09-11\", \"09-20\"]", "submit = [\"03-11\", \"09-20\"]");
  kinds.replace(kinds.find("[\"new\", \"decrease\"]"), 19, "[\"new\"]");
  kinds.replace(kinds.find("[\"new\", \"decrease\"]"), 19, "[\"decrease\"]");
  const auto read = read_policy(kinds);
  EXPECT_TRUE(read.ok()) << to_text(read.error(), "kinds");
}

TEST(ReadPolicy, TooLargeOrTooDeepIsRefusedNotRead) {
  EXPECT_FALSE(read_policy(std::string(kMaxTomlBytes + 1, '#')).ok());
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "a.";
  EXPECT_FALSE(read_policy(deep + "a = 1").ok());
  EXPECT_FALSE(read_policy(std::string(100'000, '[')).ok());
  EXPECT_FALSE(read_policy(std::string("id = \"\xff\xfe\"")).ok());
  EXPECT_FALSE(read_policy("").ok());
}

TEST(ReadPolicy, EveryPrefixAndEveryMissingByteEndsInAnAnswer) {
  const std::string text = file_text("policies/henan-2021-628.toml");
  for (std::size_t i = 0; i < text.size(); i += 7) {
    EXPECT_NO_THROW((void)read_policy(text.substr(0, i)));
    std::string without = text;
    without.erase(i, 1);
    EXPECT_NO_THROW((void)read_policy(without));
  }
}

TEST(ReadPolicyFolder, TwoFilesOfOneIdAndABadOne) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "kaoji-policy-folder";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string text = file_text("policies/henan-2021-628.toml");
  std::ofstream(folder / "a.toml") << text;
  std::ofstream(folder / "b.toml") << text;
  std::ofstream(folder / "c.toml") << "id = ";
  std::ofstream(folder / "notes.txt") << "no policy";
  const auto read = read_policy_folder(folder.string());
  EXPECT_EQ(read.notices.size(), 1U);
  EXPECT_EQ(read.notices[0].text, text);
  ASSERT_EQ(read.refused.size(), 2U);
  EXPECT_NE(read.refused[0].errors[0].en.find("id henan-2021-628"), std::string::npos);
  EXPECT_EQ(read.refused[1].errors[0].line, 1);
  EXPECT_TRUE(read_policy_folder((folder / "absent").string()).notices.empty());
  EXPECT_FALSE(read_policy_file((folder / "absent.toml").string()).ok());
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kaoji::policy_toml
