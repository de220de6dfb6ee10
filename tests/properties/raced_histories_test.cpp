#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "cli/replay/local_theatre.hpp"
#include "properties/raced_history.hpp"

namespace kaoji::naive {
namespace {

constexpr long long kUsualHistories = 200;
constexpr long long kFirstSeed = 628;

/// A number from the surroundings: KAOJI_RACED_HISTORIES, how many; KAOJI_RACED_SEED, the seed of the first.
long long asked_for(const char* name, long long usual) {
  const char* text = std::getenv(name);
  return text == nullptr ? usual : std::stoll(text);
}

/// A folder of its own for a database, removed with it; in memory where the system has a place there, because what is
/// asked is the order of acts and not how long a disk takes.
class Folder {
 public:
  Folder() : path_(place() / fmt::format("kaoji_raced_{}", ::getpid())) { std::filesystem::create_directory(path_); }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string url() const { return fmt::format("sqlite://{}/kaoji.db", path_.string()); }

 private:
  static std::filesystem::path place() {
    const std::filesystem::path memory = "/dev/shm";
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  }

  std::filesystem::path path_;
};

/// Who comes first at the store is not the seed's to say, so a history that failed may have to be played again several
/// times before it fails again; what it drew until then is told with the disagreement.
void play_histories(const std::string& url) {
  const auto store = store_sql::open_store({.url = url, .sealing = system::passing_ring()});
  const system::NationalCrypto crypto{std::string(32, '\0'), 1};
  const auto theatre = cli::replay::make_local_theatre(*store, crypto);
  const long long histories = asked_for("KAOJI_RACED_HISTORIES", kUsualHistories);
  const long long first = asked_for("KAOJI_RACED_SEED", kFirstSeed);
  RaceTally all;
  for (long long seed = first; seed < first + histories; ++seed) {
    RacedHistory history(*theatre, *store, crypto, static_cast<std::uint64_t>(seed));
    try {
      history.play();
    } catch (const std::exception& failure) {
      FAIL() << "KAOJI_RACED_HISTORIES=1 KAOJI_RACED_SEED=" << seed << "\n" << failure.what();
    }
    const RaceTally& tally = history.tally();
    all.rounds += tally.rounds;
    all.approvals += tally.approvals;
    all.exits += tally.exits;
    all.overtaken += tally.overtaken;
    for (const auto& [code, times] : tally.answers) all.answers[code] += times;
  }
  const std::string told = fmt::format("{} histories, {} rounds, {} not in the order drawn; {} approvals, {} exits; {}",
                                       histories, all.rounds, all.overtaken, all.approvals, all.exits, all.answers);
  fmt::print("{}\n", told);
  if (histories < kUsualHistories) return;
  EXPECT_GT(all.overtaken, 0) << "the acts came one after the other: " << told;
  EXPECT_GT(all.approvals, histories / 4) << told;
  EXPECT_GT(all.exits, 0) << told;
  EXPECT_GT(all.answers["ok"], histories) << told;
  for (const char* lost : {"not-awaiting", "cap-exceeded", "pending-application"}) {
    EXPECT_GT(all.answers[lost], 0) << lost << ": " << told;
  }
}

TEST(RacedHistories, WhatSeveralDoAtOnceIsWhatTheNaiveModelDoesInTheOrderOfTheTrail) {
  const Folder folder;
  play_histories(folder.url());
}

}  // namespace
}  // namespace kaoji::naive
