#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "cli/replay/local_theatre.hpp"
#include "properties/history.hpp"

namespace kaoji::naive {
namespace {

/// One store and theatre for all histories: each history empties it first.
struct Stage {
  std::unique_ptr<ports::Store> store = store_sql::open_store({.sealing = system::passing_ring()});
  system::NationalCrypto crypto{std::string(32, '\0'), 1};
  std::unique_ptr<cli::replay::Theatre> theatre = cli::replay::make_local_theatre(*store, crypto);
};

Tally play(std::uint64_t world, const std::vector<std::uint64_t>& steps) {
  static const Stage stage;
  History history(*stage.theatre, *stage.store, stage.crypto, world);
  for (const std::uint64_t dice : steps) history.step(dice);
  history.finish();
  return history.tally();
}

/// Numbers that do not shrink: only the list of them does, so that a failure ends with the fewest acts that show it.
rc::Gen<std::uint64_t> dice_seed() {
  return rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()));
}

RC_GTEST_PROP(RandomHistories, TheProgramDoesWhatTheNaiveModelDoes, ()) {
  const std::uint64_t world = *dice_seed();
  const auto steps = *rc::gen::container<std::vector<std::uint64_t>>(dice_seed());
  try {
    const Tally tally = play(world, steps);
    RC_CLASSIFY(tally.approvals > 0, "approved something");
    RC_CLASSIFY(tally.exits > 0, "ran the forced exit");
  } catch (const Disagreement& disagreement) {
    RC_FAIL(disagreement.what());
  }
}

/// A long history with much in it, always the same: guards the histories against refusing everything.
TEST(RandomHistories, DoNotRefuseEverything) {
  std::vector<std::uint64_t> steps;
  for (std::uint64_t i = 0; i < 2000; ++i) steps.push_back(i * 7919 + 1);
  Tally tally;
  ASSERT_NO_THROW(tally = play(11, steps));
  EXPECT_GT(tally.accepted, 100);
  EXPECT_GT(tally.approvals, 10);
  EXPECT_GT(tally.exits, 0);
}

}  // namespace
}  // namespace kaoji::naive
