#include <gtest/gtest.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::ApplicationKind;
using core::Level;
using core::SheetMark;
using core::Sighting;

/// What machines read off scans, kept with them.
class ScanContract : public StoreContract {
 protected:
  ScanContract() {
    write([&](ports::Transaction& tx) {
      const SmallWorld world = found(tx);
      const auto web = declare(tx, {world.school, world.web, Level::junior, 2026}, 200);
      application_ = tx.applications().insert(draft(world.school, ApplicationKind::increase, {web}, 5), "KJ2026-");
    });
  }

  std::int64_t store_scan(std::string_view digest) {
    std::int64_t id = 0;
    write([&](ports::Transaction& tx) {
      id = tx.applications().insert_scan({0, application_.id, 1, std::string(digest), 10, 2, noon(), "clerk"});
    });
    return id;
  }
  void store_reading(std::int64_t scan, const ports::KeptReading& reading) {
    write([&](ports::Transaction& tx) { tx.applications().insert_scan_reading(scan, reading); });
  }
  std::optional<ports::KeptReading> load(std::int64_t scan) {
    return ask([&](ports::Transaction& tx) { return tx.applications().scan_reading(scan); });
  }

  core::Application application_;
};

ports::KeptReading reading() {
  ports::KeptReading reading;
  reading.read = true;
  reading.pages = {{SheetMark{"KJ2026-000123", 3, 2, 2, "71AF56C2078A9610"}, 90, "aa"},
                   {std::nullopt, 0, "bb"},
                   {SheetMark{"KJ2026-000123", 3, 1, 2, "71AF56C2078A9610", true}, 0, "cc"}};
  reading.seal = {Sighting::found, 2, {100, 50, 200, 190}};
  reading.leader_signature = {Sighting::uncertain, 1, {1, 2, 3, 4}};
  reading.department_signature = {Sighting::not_found, 0, {}};
  return reading;
}

TEST_P(ScanContract, AScanIsKnownByTheIdThatItGot) {
  const std::int64_t first = store_scan("aa");
  const std::int64_t second = store_scan("bb");
  const auto scans = ask([&](ports::Transaction& tx) { return tx.applications().scans(application_.id); });
  ASSERT_EQ(scans.size(), 2U);
  EXPECT_EQ(scans[0].id, second);
  EXPECT_EQ(scans[1].id, first);
}

TEST_P(ScanContract, AReadingComesBackAsItWasWritten) {
  const std::int64_t scan = store_scan("aa");
  store_reading(scan, reading());
  EXPECT_EQ(load(scan), reading());
}

TEST_P(ScanContract, AScanThatCouldNotBeReadSaysNoMore) {
  const std::int64_t scan = store_scan("aa");
  store_reading(scan, {});
  EXPECT_EQ(load(scan), ports::KeptReading{});
}

TEST_P(ScanContract, AScanThatNoMachineSawHasNoReading) {
  const std::int64_t seen = store_scan("aa");
  store_reading(seen, reading());
  EXPECT_FALSE(load(store_scan("bb")).has_value());
}

TEST_P(ScanContract, GoesWithItsDraft) {
  const std::int64_t scan = store_scan("aa");
  store_reading(scan, reading());
  write([&](ports::Transaction& tx) { tx.applications().discard(application_.id); });
  EXPECT_FALSE(load(scan).has_value());
}

KAOJI_ON_EVERY_DATABASE(ScanContract);

}  // namespace
}  // namespace kaoji::contract
