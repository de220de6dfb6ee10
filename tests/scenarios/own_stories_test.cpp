#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "cli/replay/local_theatre.hpp"
#include "cli/replay/play.hpp"
#include "cli/replay/read_story.hpp"
#include "core/refusal/code.hpp"
#include "scenarios/stories.hpp"

namespace kaoji::cli::replay {
namespace {

class OwnStory : public testing::TestWithParam<std::string> {};

/// Every step as it happened, for the message of a failure.
std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST_P(OwnStory, HoldsAndBreaksNoInvariant) {
  const Story story = read_story(GetParam());
  const system::NationalCrypto crypto(std::string(32, '\0'), 1);
  const auto store = store_sql::open_store({.sealing = system::passing_ring()});
  const auto theatre = make_local_theatre(*store, crypto);
  std::vector<std::string> said;
  const Tally tally = play(story, *theatre, [&](const std::string& line) { said.push_back(line); });
  EXPECT_EQ(tally.failed, 0) << joined(said);
  EXPECT_EQ(tally.passed, static_cast<std::int64_t>(story.steps.size()));
  EXPECT_GT(tally.passed, 0);
  for (const ports::BrokenRow& row : store->examine()) ADD_FAILURE() << row.invariant << " " << row.row;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, OwnStory, testing::ValuesIn(story_files()),
                         [](const testing::TestParamInfo<std::string>& story) {
                           std::string name = std::filesystem::path(story.param).stem().string();
                           for (char& letter : name) {
                             if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
                           }
                           return name;
                         });

TEST(OwnStories, AreAtLeastSixty) {
  EXPECT_GE(story_files().size(), 60U);
}

TEST(OwnStories, EveryRefusalIsSomebodysStory) {
  std::set<std::string> told;
  for (const std::string& path : story_files()) {
    for (const Step& step : read_story(path).steps) told.insert(step.expect);
  }
  for (const core::Code code : core::all_codes()) {
    EXPECT_TRUE(told.contains(std::string(core::to_text(code)))) << "no story expects " << core::to_text(code);
  }
}

TEST(OwnStories, HaveTitlesOfTheirOwn) {
  std::set<std::string> titles;
  for (const std::string& path : story_files()) {
    const std::string title = read_story(path).title;
    EXPECT_FALSE(title.empty()) << path;
    EXPECT_TRUE(titles.insert(title).second) << "told twice: " << title;
  }
}

}  // namespace
}  // namespace kaoji::cli::replay
