#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/failure.hpp"
#include "cli/replay/read_story.hpp"
#include "cli/replay/story_table.hpp"
#include "scenarios/stories.hpp"

namespace kaoji::cli::replay {
namespace {

/// A story in which everything is right; line 20 is its last. A row replaces one of its lines.
constexpr std::string_view kLines[] = {
    "title = \"a story\"",                                                       // 1
    "policy = \"henan-2021-628\"",                                               // 2
    "[[institution]]",                                                           // 3
    "code = \"10001\"",                                                          // 4
    "name = \"甲学院\"",                                                         // 5
    "kind = \"higher-vocational\"",                                              // 6
    "[[certificate]]",                                                           // 7
    "name = \"甲证书\"",                                                         // 8
    "levels = [\"初级\", \"中级\"]",                                             // 9
    "[[step]]",                                                                  // 10
    "at = 2026-03-12T09:00:00+08:00",                                            // 11
    "do = \"apply\"",                                                            // 12
    "by = \"10001\"",                                                            // 13
    "id = \"a1\"",                                                               // 14
    "kind = \"new\"",                                                            // 15
    "lines = [{ certificate = \"甲证书\", level = \"初级\", headcount = 10 }]",  // 16
    "[[step]]",                                                                  // 17
    "at = 2026-03-12T10:00:00+08:00",                                            // 18
    "do = \"check\"",                                                            // 19
    "application = \"a1\"\nstatus = \"submitted\"",                              // 20, 21
};

std::string with_line(int number, std::string_view replacement) {
  std::string text;
  int at = 0;
  for (const std::string_view line : kLines) text += std::string(++at == number ? replacement : line) + "\n";
  return text;
}

struct Row {
  const char* name;
  int replaced;  ///< the line that is written otherwise
  const char* replacement;
  int refused_at;   ///< the line that the refusal names
  const char* why;  ///< a part of its reason
};

class RefusedStory : public testing::TestWithParam<Row> {};

TEST_P(RefusedStory, NamesTheLineAndTheReason) {
  const Row& row = GetParam();
  const WrittenStory written(with_line(row.replaced, row.replacement));
  try {
    const Story story = read_story(written.path());
    ADD_FAILURE() << "read as a story of " << story.steps.size() << " steps";
  } catch (const StoryError& error) {
    const std::string said = error.what();
    EXPECT_NE(said.find(fmt::format("line {}:", row.refused_at)), std::string::npos) << said;
    EXPECT_NE(said.find(row.why), std::string::npos) << said;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Scenarios, RefusedStory,
    testing::Values(
        Row{"unknown_key_of_the_story", 2, "policy = \"henan-2021-628\"\nauthor = \"me\"", 3, "unknown key `author`"},
        Row{"unknown_key_of_an_institution", 4, "code = \"10001\"\ncity = \"x\"", 5, "unknown key `city`"},
        Row{"unknown_key_of_a_step", 14, "id = \"a1\"\nnote = \"x\"", 15, "unknown key `note`"},
        Row{"unknown_key_of_a_line", 16,
            "lines = [{ certificate = \"甲证书\", level = \"初级\", headcount = 10, price = 3 }]", 16,
            "unknown key `price`"},
        Row{"unknown_key_of_a_check", 20, "application = \"a1\"\nstatus = \"submitted\"\nlive = 3", 22,
            "unknown key `live`"},
        Row{"text_where_a_date_time_belongs", 11, "at = \"2026-03-12\"", 11, "must be a date-time"},
        Row{"local_date_time_without_offset", 11, "at = 2026-03-12T09:00:00", 11, "must be a date-time"},
        Row{"text_where_a_number_belongs", 16,
            "lines = [{ certificate = \"甲证书\", level = \"初级\", headcount = \"10\" }]", 16,
            "must be a whole number"},
        Row{"number_where_a_text_belongs", 4, "code = 10001", 4, "must be a text"},
        Row{"missing_key", 15, "", 10, "missing key `kind`"},
        Row{"time_going_backwards", 18, "at = 2026-03-12T08:59:59+08:00", 17, "earlier than the step before"},
        Row{"time_going_backwards_in_another_zone", 18, "at = 2026-03-12T00:59:59Z", 17,
            "earlier than the step before"},
        Row{"unknown_refusal", 14, "id = \"a1\"\nexpect = \"window-shut\"", 10, "no such refusal: window-shut"},
        Row{"unknown_act", 12, "do = \"appeal\"", 10, "not known: appeal"},
        Row{"unknown_kind_of_application", 15, "kind = \"transfer\"", 10, "not known: transfer"},
        Row{"unknown_kind_of_institution", 6, "kind = \"university\"", 3, "not known: university"},
        Row{"unknown_level", 9, "levels = [\"特级\"]", 7, "not known: 特级"},
        Row{"bureau_of_a_direct_institution", 6, "kind = \"higher-vocational\"\nbureau = \"410100\"", 3,
            "`bureau` goes"},
        Row{"local_school_without_a_bureau", 6, "kind = \"local-secondary\"", 3, "`bureau` goes"},
        Row{"check_that_compares_nothing", 20, "application = \"a1\"", 17, "nothing to compare"},
        Row{"check_of_nothing", 20, "", 17, "a check of nothing"}, Row{"no_toml_at_all", 5, "name = ", 5, ""}),
    [](const testing::TestParamInfo<Row>& row) { return row.param.name; });

TEST(ReadStory, TakesTheBaseOfTheRows) {
  const WrittenStory written(with_line(0, ""));
  const Story story = read_story(written.path());
  ASSERT_EQ(story.steps.size(), 2U);
  EXPECT_EQ(story.steps[0].line, 10);
  EXPECT_EQ(story.steps[0].expect, "ok");
  EXPECT_EQ(story.steps[0].by, "10001");
}

TEST(ReadStory, AnUnknownPolicyIsRefused) {
  const WrittenStory written(with_line(2, "policy = \"nowhere-1999\""));
  EXPECT_THROW((void)read_story(written.path()), CommandFailed);
}

TEST(ReadStory, ANumberWithAFractionIsForTheRulesToRefuse) {
  const WrittenStory written(
      with_line(16, "lines = [{ certificate = \"甲证书\", level = \"初级\", headcount = 1.5 }]"));
  const Story story = read_story(written.path());
  const auto& apply = std::get<Apply>(std::get<Act>(story.steps.front().body));
  EXPECT_FALSE(apply.lines.front().headcount.has_value());
}

}  // namespace
}  // namespace kaoji::cli::replay
