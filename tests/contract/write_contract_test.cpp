#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Holds one writer of the store inside its work until it is let go.
class HeldWriter {
 public:
  explicit HeldWriter(ports::Store& store) {
    std::promise<void> arrived;
    auto arrival = arrived.get_future();
    store.write(
        [&arrived, gate = gate_.get_future().share()](ports::Transaction&) {
          arrived.set_value();
          gate.wait();
        },
        [](std::exception_ptr) {});
    arrival.wait();
  }
  void let_go() { gate_.set_value(); }

 private:
  std::promise<void> gate_;
};

class WriteContract : public StoreContract {
 protected:
  std::vector<std::string> bureaus() {
    return ask([](ports::Transaction& tx) {
      std::vector<std::string> codes;
      for (const auto& bureau : tx.catalogue().bureaus()) codes.push_back(bureau.code);
      return codes;
    });
  }
};

TEST_P(WriteContract, AWorkThatThrowsLeavesNothingAndItsOwnReason) {
  try {
    write([](ports::Transaction& tx) {
      tx.catalogue().put_bureau({"1", "甲"});
      throw std::out_of_range("mine");
    });
    FAIL();
  } catch (const std::out_of_range& reason) {
    EXPECT_STREQ(reason.what(), "mine");
  }
  EXPECT_THAT(bureaus(), IsEmpty());
}

TEST_P(WriteContract, AReadThatThrowsGivesItsOwnReasonAndTheNextOneWorks) {
  EXPECT_THROW(store_->read([](ports::Transaction&) { throw std::out_of_range("mine"); }), std::out_of_range);
  EXPECT_THAT(bureaus(), IsEmpty());
}

TEST_P(WriteContract, AWriteIsSeenByTheReadAfterIt) {
  write([](ports::Transaction& tx) { tx.catalogue().put_bureau({"1", "甲"}); });
  EXPECT_THAT(bureaus(), ElementsAre("1"));
}

TEST_P(WriteContract, OneOfABatchThatThrowsTakesNobodyWithIt) {
  HeldWriter held(*store_);
  std::vector<std::future<bool>> outcomes;
  for (int i = 0; i < 10; ++i) {
    auto outcome = std::make_shared<std::promise<bool>>();
    outcomes.push_back(outcome->get_future());
    store_->write(
        [i](ports::Transaction& tx) {
          tx.catalogue().put_bureau({std::to_string(i), "名"});
          if (i % 3 == 0) throw std::runtime_error("no");
        },
        [outcome](std::exception_ptr failure) { outcome->set_value(failure == nullptr); });
  }
  held.let_go();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(outcomes[static_cast<std::size_t>(i)].get(), i % 3 != 0) << i;
  EXPECT_THAT(bureaus(), ElementsAre("1", "2", "4", "5", "7", "8"));
}

TEST_P(WriteContract, DoneComesWhenTheWriteCanBeRead) {
  std::promise<std::size_t> seen;
  auto count = seen.get_future();
  std::promise<void> done;
  store_->write(
      [](ports::Transaction& tx) {
        tx.catalogue().put_bureau({"1", "甲"});
      },
      [&](std::exception_ptr) { done.set_value(); });
  done.get_future().wait();
  EXPECT_THAT(bureaus(), ElementsAre("1"));
}

TEST_P(WriteContract, ManyThreadsMayReadAndWriteAtOnce) {
  write([](ports::Transaction& tx) { (void)found(tx); });
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 10; ++i) {
        write([&](ports::Transaction& tx) {
          const auto school = tx.catalogue().institution_by_code("10001");
          (void)tx.catalogue().lock_institution(school->id);
          const auto web = tx.catalogue().certificate_by_name("Web前端开发");
          declare(tx, {school->id, web->id, core::Level::junior, 2026}, 1 + thread);
        });
        const auto plans = ask([](ports::Transaction& tx) { return tx.plans().plans({}).size(); });
        EXPECT_EQ(plans, 1U);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto sums = ask([](ports::Transaction& tx) { return tx.plans().sum_plans({.live_year = 2026}); });
  EXPECT_EQ(sums.plans, 1);
  EXPECT_EQ(sums.headcount, 10 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8));
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(WriteContract, WritersToOneInstitutionNeverPassALimitThatTheyCheck) {
  write([](ports::Transaction& tx) {
    const SmallWorld world = found(tx);
    declare(tx, {world.school, world.web, core::Level::junior, 2026}, 1000);
  });
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 10; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        try {
          write([](ports::Transaction& tx) {
            const auto school = tx.catalogue().institution_by_code("10001");
            (void)tx.catalogue().lock_institution(school->id);
            const auto plan = tx.plans().plans_of(school->id).at(0);
            if (plan.balance.headcount - 10 < 700) throw std::out_of_range("the cap");
            tx.plans().append(entry(plan.id, core::EntryKind::decreased, 10, day(2026, 9, 6)));
          });
        } catch (const std::out_of_range&) {
          ++refused;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(refused, 70);
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.plans().sum_plans({}).headcount; }), 700);
}

TEST_P(WriteContract, AuditNumbersHaveNoGapsWhoeverRaces) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const auto append = [&](ports::Transaction& tx) {
          const auto last = tx.records().last_audit_row();
          tx.records().append_audit(audit_row(last ? last->seq + 1 : 1));
          if (i % 4 == 0) throw std::out_of_range("rolled back");
        };
        try {
          write(append);
        } catch (const std::out_of_range&) {
          continue;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.records().count_audit({}); }), 6 * 7);
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(WriteContract, TwoMakersOfOnePlanAgree) {
  write([](ports::Transaction& tx) { (void)found(tx); });
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&] {
      for (int year = 2000; year < 2010; ++year) {
        write([&](ports::Transaction& tx) {
          const auto school = tx.catalogue().institution_by_code("10001");
          const auto web = tx.catalogue().certificate_by_name("Web前端开发");
          (void)tx.plans().find_or_make({school->id, web->id, core::Level::junior, year});
        });
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.plans().sum_plans({}).plans; }), 10);
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(WriteContract, OneKeyKeepsOneAnswerWhoeverRaces) {
  std::atomic<int> kept = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 6; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        bool first = false;
        write([&](ports::Transaction& tx) {
          const std::string key = std::to_string(i);
          first = !tx.records().answer(core::AccountId{1}, key);
          if (first) tx.records().keep_answer(core::AccountId{1}, key, {"digest", 200, "", "", "", ""}, noon());
        });
        kept += first ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(kept, 10);
}

TEST_P(WriteContract, WipeEmptiesAndStartsAnew) {
  for (int round = 0; round < 2; ++round) {
    write([](ports::Transaction& tx) {
      const SmallWorld world = found(tx);
      EXPECT_EQ(world.school.value, 1);
      const auto plan = declare(tx, {world.school, world.web, core::Level::junior, 2026}, 10);
      const auto application =
          tx.applications().insert(draft(world.school, core::ApplicationKind::new_plans, {plan}, 1), "K");
      EXPECT_EQ(application.id.value, 1);
      tx.grants().set_platform({false, noon(), "office"});
      tx.records().append_audit(audit_row(1));
    });
    store_->wipe();
    store_->read([](ports::Transaction& tx) {
      EXPECT_THAT(tx.catalogue().bureaus(), IsEmpty());
      EXPECT_THAT(tx.plans().plans({}), IsEmpty());
      EXPECT_THAT(tx.plans().totals(2026), IsEmpty());
      EXPECT_THAT(tx.applications().applications({}), IsEmpty());
      EXPECT_TRUE(tx.grants().platform().open);
      EXPECT_FALSE(tx.records().last_audit_row());
    });
  }
  EXPECT_THAT(store_->examine(), IsEmpty());
}

KAOJI_ON_EVERY_DATABASE(WriteContract);

}  // namespace
}  // namespace kaoji::contract
