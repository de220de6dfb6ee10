#include "cli/demo_world.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/disk_files.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "cli/policies.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {
namespace {

class DemoWorld : public testing::Test {
 protected:
  DemoWorld()
      : folder_((std::filesystem::path(testing::TempDir()) / ("kaoji-demo-" + std::to_string(::getpid()))).string()) {
    std::filesystem::remove_all(folder_);
    files_ = std::make_unique<system::DiskFiles>(folder_, crypto_, 0);
    store_ = store_sql::open_store({.sealing = system::passing_ring()});
    book_ = load_book("", *store_);
  }
  ~DemoWorld() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
  system::NationalCrypto crypto_{std::string(32, 'k'), 1};
  core::PolicyBook book_;
  std::unique_ptr<system::DiskFiles> files_;
  std::unique_ptr<ports::Store> store_;
};

std::string head_of(ports::Store& store, const ports::Crypto& crypto) {
  usecases::AuditVerdict verdict;
  store.read([&](ports::Transaction& tx) { verdict = usecases::verify_audit(tx, crypto); });
  EXPECT_FALSE(verdict.first_bad.has_value());
  return verdict.head;
}

TEST_F(DemoWorld, IsAlwaysTheSame) {
  const auto began = std::chrono::steady_clock::now();
  make_demo_world(*store_, *files_, book_, crypto_);
  const auto took = std::chrono::steady_clock::now() - began;
  RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  const std::string head = head_of(*store_, crypto_);
  const auto other = store_sql::open_store({.sealing = system::passing_ring()});
  make_demo_world(*other, *files_, book_, crypto_);
  EXPECT_EQ(head_of(*other, crypto_), head);
}

TEST_F(DemoWorld, BreaksNoInvariantAndHasAnApplicationInEveryState) {
  make_demo_world(*store_, *files_, book_, crypto_);
  for (const ports::BrokenRow& row : store_->examine()) ADD_FAILURE() << row.invariant << " " << row.row;
  std::map<core::Status, int> states;
  store_->read([&](ports::Transaction& tx) {
    ports::ApplicationFilter filter;
    filter.limit = 10'000;
    for (const auto& row : tx.applications().applications(filter)) ++states[row.status];
    EXPECT_EQ(tx.catalogue().bureaus().size(), 28U);
  });
  for (std::size_t i = 0; i < core::kStatusCount; ++i) {
    const auto status = static_cast<core::Status>(i);
    EXPECT_GT(states[status], 0) << core::to_text(status);
  }
}

}  // namespace
}  // namespace kaoji::cli
