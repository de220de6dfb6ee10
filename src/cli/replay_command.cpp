#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/replay/http_theatre.hpp"
#include "cli/replay/local_theatre.hpp"
#include "cli/replay/play.hpp"
#include "cli/replay/read_story.hpp"
#include "cli/replay/story_table.hpp"

namespace kaoji::cli {

namespace {

struct ReplayArguments {
  std::vector<std::string> files;
  std::string db;
  std::string via;
};

/// One story; one that cannot be read counts as one failed step.
replay::Tally play_file(const std::string& file, replay::Theatre& theatre) {
  try {
    const replay::Story story = replay::read_story(file);
    fmt::print("{}\n  {}\n", file, story.title);
    return replay::play(story, theatre, [](const std::string& line) { fmt::print("{}\n", line); });
  } catch (const replay::StoryError& error) {
    fmt::print("{}\n  ✗ {}\n", file, error.what());
  } catch (const CommandFailed& error) {
    fmt::print("{}\n  ✗ {}\n", file, error.what());
  }
  return {0, 1};
}

int play_all(const std::vector<std::string>& files, replay::Theatre& theatre) {
  replay::Tally total;
  for (const std::string& file : files) {
    const replay::Tally tally = play_file(file, theatre);
    total.passed += tally.passed;
    total.failed += tally.failed;
  }
  fmt::print("{} passed, {} failed\n", total.passed, total.failed);
  return total.failed == 0 ? 0 : 1;
}

int replay_files(const ReplayArguments& arguments) {
  if (!arguments.via.empty()) return play_all(arguments.files, *replay::make_http_theatre(arguments.via));
  // Stories have digests but no passwords: the key is never used.
  const system::NationalCrypto crypto(std::string(32, '\0'), 1);
  store_sql::StoreOptions options;
  options.sealing = system::passing_ring();
  if (!arguments.db.empty()) options.url = arguments.db;
  const auto store = store_sql::open_store(options);
  return play_all(arguments.files, *replay::make_local_theatre(*store, crypto));
}

}  // namespace

void add_replay(CLI::App& app, Action& action) {
  const auto arguments = std::make_shared<ReplayArguments>();
  CLI::App* command = app.add_subcommand("replay", "按情景文件重演政策 Play scenarios and compare what they expect");
  command->add_option("files", arguments->files, "情景文件 scenario files")->required()->check(CLI::ExistingFile);
  auto* db = command->add_option("--db", arguments->db,
                                 "在此空库上重演 play on this (empty) database: sqlite:///… postgresql://…");
  auto* via = command->add_option("--via", arguments->via,
                                  "经运行中的沙盒服务重演 play through a running `kaoji serve --sandbox`: http://…");
  db->excludes(via);
  command->callback([arguments, &action] { action = [arguments] { return replay_files(*arguments); }; });
}

}  // namespace kaoji::cli
