#include <gmock/gmock.h>

#include <array>
#include <future>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// What a store does when it is full, taken, or of another program: each with options of its own.
class StoreLimits : public testing::TestWithParam<Database> {
 protected:
  StoreLimits() : place_(GetParam()) {}

  std::string refusal_of_opening() {
    try {
      (void)store_sql::open_store(place_.options());
    } catch (const ports::StoreUnavailable& refusal) {
      return refusal.what();
    }
    return "";
  }

  /// Opens what that address names.
  void open_at(const std::string& url) {
    auto options = place_.options();
    options.url = url;
    (void)store_sql::open_store(options);
  }

  Place place_;
};

TEST_P(StoreLimits, OneWriteTooManyIsBusyAtOnceAndNothingIsLost) {
  auto options = place_.options();
  options.queue_limit = 3;
  options.writers = 1;
  const auto store = store_sql::open_store(options);
  std::promise<void> arrived;
  std::promise<void> gate;
  store->write(
      [&, open = gate.get_future().share()](ports::Transaction&) {
        arrived.set_value();
        open.wait();
      },
      [](std::exception_ptr) {});
  arrived.get_future().wait();
  std::array<std::promise<bool>, 4> written;
  const auto put = [&](std::size_t code) {
    store->write(
        [code](ports::Transaction& tx) {
          tx.catalogue().put_bureau({std::to_string(code), "名"});
        },
        [&, code](std::exception_ptr failure) { written[code].set_value(failure == nullptr); });
  };
  for (std::size_t code = 0; code < 3; ++code) put(code);
  EXPECT_THROW(put(3), ports::Busy);
  gate.set_value();
  for (std::size_t code = 0; code < 3; ++code) EXPECT_TRUE(written[code].get_future().get());
  store->read([](ports::Transaction& tx) { EXPECT_EQ(tx.catalogue().bureaus().size(), 3U); });
}

TEST_P(StoreLimits, AnAddressThatIsNoneIsRefused) {
  EXPECT_THROW(open_at("mysql://x"), ports::StoreUnavailable);
  EXPECT_THROW(open_at("sqlite://"), ports::StoreUnavailable);
  EXPECT_THROW(open_at("sqlite:///nowhere/at/all.db"), ports::StoreUnavailable);
}

KAOJI_ON_EVERY_DATABASE(StoreLimits);

/// What outlives a store: not a memory.
class LastingStore : public StoreLimits {};

TEST_P(LastingStore, WhatWaitsAtTheEndIsStillWritten) {
  std::atomic<int> done = 0;
  {
    const auto store = store_sql::open_store(place_.options());
    for (int code = 0; code < 20; ++code) {
      store->write(
          [code](ports::Transaction& tx) {
            tx.catalogue().put_bureau({std::to_string(code), "名"});
          },
          [&](std::exception_ptr failure) { done += failure == nullptr ? 1 : 0; });
    }
  }
  EXPECT_EQ(done, 20);
  const auto again = store_sql::open_store(place_.options());
  again->read([](ports::Transaction& tx) { EXPECT_EQ(tx.catalogue().bureaus().size(), 20U); });
}

TEST_P(LastingStore, ANewerSchemaIsRefusedInBothLanguagesAndLeftAlone) {
  (void)store_sql::open_store(place_.options());
  place_.run("INSERT INTO schema_version (version) VALUES (999)");
  EXPECT_THAT(refusal_of_opening(), AllOf(HasSubstr("999"), HasSubstr("更新的程序"), HasSubstr("newer program")));
  place_.run("DELETE FROM schema_version WHERE version = 999");
  EXPECT_EQ(refusal_of_opening(), "");
}

INSTANTIATE_TEST_SUITE_P(All, LastingStore, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
