#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;

class NoticeContract : public StoreContract {
 protected:
  NoticeContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      clerk_ = insert_account(tx, "clerk");
      second_ = insert_account(tx, "second");
    });
  }

  static core::AccountId insert_account(ports::Transaction& tx, const std::string& login) {
    ports::Account account;
    account.login = login;
    account.role = core::Role::institution_clerk;
    return tx.accounts().insert(account);
  }

  std::int64_t tell(ports::Notice notice) {
    std::int64_t id = 0;
    notice.created_at = noon(++told_);
    notice.sender = "office";
    write([&](ports::Transaction& tx) { id = tx.notices().insert(notice); });
    return id;
  }
  std::int64_t remind_school(const core::RoundRef& round = spring()) {
    return tell({.kind = std::string(ports::kReminder),
                 .institution = world_.school,
                 .round = round,
                 .standing = "no-scan",
                 .note = "请尽快上传"});
  }

  ports::NoticeFilter of_school() { return {.institution = world_.school, .account = clerk_}; }
  std::vector<std::int64_t> ids(const ports::NoticeFilter& filter) {
    std::vector<std::int64_t> found;
    for (const auto& notice : ask([&](ports::Transaction& tx) { return tx.notices().notices(filter); }))
      found.push_back(notice.id);
    return found;
  }
  std::int64_t count(const ports::NoticeFilter& filter) {
    return ask([&](ports::Transaction& tx) { return tx.notices().count(filter); });
  }

  SmallWorld world_;
  core::AccountId clerk_;
  core::AccountId second_;
  std::int64_t told_ = 0;
};

TEST_P(NoticeContract, GivesBackWhatWasTold) {
  const std::int64_t id = remind_school();
  const auto notice = ask([&](ports::Transaction& tx) { return tx.notices().notice(id, clerk_); });
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->kind, ports::kReminder);
  EXPECT_EQ(notice->institution, world_.school);
  EXPECT_EQ(notice->bureau, "");
  EXPECT_EQ(notice->round, spring());
  EXPECT_EQ(notice->standing, "no-scan");
  EXPECT_FALSE(notice->application.some());
  EXPECT_EQ(notice->note, "请尽快上传");
  EXPECT_EQ(notice->sender, "office");
  EXPECT_EQ(notice->created_at, noon(1));
  EXPECT_FALSE(notice->read_at);
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.notices().notice(id + 1, clerk_); }));
}

TEST_P(NoticeContract, ShowsEachDeskItsOwnNewestFirst) {
  const std::int64_t first = remind_school();
  tell({.kind = std::string(ports::kPlanExited),
        .institution = world_.college,
        .year = 2026,
        .plans = 2,
        .headcount = 60});
  const std::int64_t last = tell({.kind = std::string(ports::kPlanExited),
                                  .institution = world_.school,
                                  .year = 2026,
                                  .plans = 1,
                                  .headcount = 5});
  const std::int64_t bureau = tell({.kind = std::string(ports::kReminder), .bureau = "410100", .round = spring()});
  EXPECT_THAT(ids(of_school()), ElementsAre(last, first));
  EXPECT_THAT(ids({.bureau = "410100", .account = clerk_}), ElementsAre(bureau));
  EXPECT_THAT(ids({.bureau = "410200", .account = clerk_}), ElementsAre());
  EXPECT_THAT(ids({.account = clerk_}), ElementsAre());
  auto page = of_school();
  page.limit = 1;
  EXPECT_THAT(ids(page), ElementsAre(last));
  page.before = last;
  EXPECT_THAT(ids(page), ElementsAre(first));
  EXPECT_EQ(count(page), 2);
}

TEST_P(NoticeContract, IsReadByEachAccountForItselfAndTheFirstTimeCounts) {
  const std::int64_t id = remind_school();
  write([&](ports::Transaction& tx) { tx.notices().mark_read(id, clerk_, noon(10)); });
  write([&](ports::Transaction& tx) { tx.notices().mark_read(id, clerk_, noon(20)); });
  const auto own = ask([&](ports::Transaction& tx) { return tx.notices().notice(id, clerk_); });
  EXPECT_EQ(own->read_at, noon(10));
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.notices().notice(id, second_); })->read_at);
  auto unread = of_school();
  unread.unread_only = true;
  EXPECT_EQ(count(unread), 0);
  unread.account = second_;
  EXPECT_EQ(count(unread), 1);
}

TEST_P(NoticeContract, KnowsTheRemindersOfARoundWithTheirFirstReading) {
  core::RoundRef other = spring();
  other.name = "autumn";
  const std::int64_t first = remind_school();
  remind_school(other);
  const std::int64_t second = remind_school();
  tell({.kind = std::string(ports::kPlanExited),
        .institution = world_.school,
        .year = 2026,
        .plans = 1,
        .headcount = 5});
  write([&](ports::Transaction& tx) {
    tx.notices().mark_read(second, second_, noon(30));
    tx.notices().mark_read(second, clerk_, noon(20));
  });
  const auto reminders = ask([](ports::Transaction& tx) { return tx.notices().reminders(spring()); });
  ASSERT_EQ(reminders.size(), 2U);
  EXPECT_EQ(reminders[0].id, first);
  EXPECT_FALSE(reminders[0].read_at);
  EXPECT_EQ(reminders[1].id, second);
  EXPECT_EQ(reminders[1].read_at, noon(20));
}

TEST_P(NoticeContract, IsForAnInstitutionOrABureauAndNamesAnApplicationOnlyWhenItWasVoided) {
  EXPECT_ANY_THROW(tell({.kind = std::string(ports::kReminder), .round = spring()}));
  EXPECT_ANY_THROW(tell({.kind = std::string(ports::kReminder), .institution = world_.school, .bureau = "410100"}));
  EXPECT_ANY_THROW(tell({.kind = std::string(ports::kApplicationVoided), .institution = world_.school}));
  EXPECT_ANY_THROW(tell({.kind = "gossip", .institution = world_.school}));
  EXPECT_EQ(count(of_school()), 0);
}

TEST_P(NoticeContract, TellsOfAnExitThatIsAheadAndOfOneThatWasTakenBack) {
  core::PlanId plan;
  write([&](ports::Transaction& tx) {
    plan = declare(tx, {world_.school, world_.web, core::Level::junior, 2025}, 80).id;
  });
  tell({.kind = std::string(ports::kExitAhead),
        .institution = world_.school,
        .year = 2026,
        .plans = 2,
        .headcount = 120,
        .days_left = 60});
  tell({.kind = std::string(ports::kExitReversed),
        .institution = world_.school,
        .plan = plan,
        .year = 2026,
        .plans = 1,
        .headcount = 80,
        .note = "误列"});
  const auto told = ask([&](ports::Transaction& tx) { return tx.notices().notices(of_school()); });
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].plan, plan);
  EXPECT_EQ(told[0].note, "误列");
  EXPECT_EQ(told[0].days_left, 0);
  EXPECT_EQ(told[1].days_left, 60);
  EXPECT_EQ(told[1].headcount, 120);
  EXPECT_FALSE(told[1].plan.some());
  EXPECT_ANY_THROW(tell({.kind = std::string(ports::kExitAhead), .institution = world_.school, .year = 2026}));
  EXPECT_ANY_THROW(tell({.kind = std::string(ports::kExitReversed), .institution = world_.school, .year = 2026}));
}

TEST_P(NoticeContract, QueuesAMessageOnceForEachInstitutionYearAndStep) {
  const std::int64_t notice =
      tell({.kind = std::string(ports::kExitAhead), .institution = world_.school, .year = 2026, .days_left = 60});
  const auto queue = [&](core::InstitutionId institution, int year, int step) {
    write([&](ports::Transaction& tx) {
      tx.notices().queue({std::string(ports::kExitAhead), institution, year, step, notice, noon(9)});
    });
  };
  const auto queued = [&](int year, int step) {
    return ask([&](ports::Transaction& tx) { return tx.notices().queued(ports::kExitAhead, year, step); });
  };
  queue(world_.school, 2026, 60);
  EXPECT_ANY_THROW(queue(world_.school, 2026, 60));
  queue(world_.school, 2026, 30);
  queue(world_.school, 2027, 60);
  queue(world_.college, 2026, 60);
  EXPECT_EQ(queued(2026, 60), (std::set{world_.school, world_.college}));
  EXPECT_EQ(queued(2026, 30), (std::set{world_.school}));
  EXPECT_TRUE(queued(2026, 90).empty());
}

TEST_P(NoticeContract, KeepsFiltersByAccountListAndName) {
  const auto put = [this](core::AccountId account, std::string list, std::string name, std::string query, bool chosen) {
    write([&](ports::Transaction& tx) { tx.accounts().put_saved_filter({0, account, list, name, query, chosen}); });
  };
  put(clerk_, "reviews", "b", "kind=new", true);
  put(clerk_, "reviews", "a", "kind=decrease", false);
  put(clerk_, "plans", "b", "year=2026", true);
  put(second_, "reviews", "b", "q=1", true);
  put(clerk_, "reviews", "a", "kind=increase", true);
  const auto kept = ask([&](ports::Transaction& tx) { return tx.accounts().saved_filters(clerk_, "reviews"); });
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].query, "kind=increase");
  EXPECT_TRUE(kept[0].chosen);
  EXPECT_EQ(kept[1].name, "b");
  EXPECT_FALSE(kept[1].chosen);
  EXPECT_TRUE(ask([&](ports::Transaction& tx) { return tx.accounts().saved_filters(second_, "reviews"); })[0].chosen);
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.accounts().saved_filter(kept[0].id); })->account, clerk_);
  write([&](ports::Transaction& tx) { tx.accounts().remove_saved_filter(kept[0].id); });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.accounts().saved_filter(kept[0].id); }));
}

KAOJI_ON_EVERY_DATABASE(NoticeContract);

}  // namespace
}  // namespace kaoji::contract
