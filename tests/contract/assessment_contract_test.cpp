#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::EntryKind;
using core::Level;
using testing::ElementsAre;
using testing::IsEmpty;

class AssessmentContract : public StoreContract {
 protected:
  AssessmentContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      plan_ = declare(tx, {world_.school, world_.web, Level::junior, 2026}, 200);
      other_ = declare(tx, {world_.college, world_.web, Level::senior, 2026}, 40);
      first_ = tx.plans().append(entry(plan_.id, EntryKind::examined, 50, day(2026, 5, 20)));
      second_ = tx.plans().append(entry(other_.id, EntryKind::examined, 8, day(2026, 5, 21)));
    });
  }

  void fee(core::EntryId id, std::int64_t rate, base::Date due_on, std::optional<base::Date> paid_on) {
    write([&](ports::Transaction& tx) {
      tx.assessments().append_fee({id, {rate, due_on, paid_on, "001"}, "甲", noon(1), "S001"});
    });
  }

  std::vector<std::int64_t> ids(ports::AssessmentFilter filter) {
    filter.today = day(2026, 7, 1);
    return ask([&](ports::Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const auto& row : tx.assessments().assessments(filter)) ids.push_back(row.row.entry.id.value);
      EXPECT_EQ(tx.assessments().count_assessments(filter), static_cast<std::int64_t>(ids.size()));
      if (filter.fee == core::FeeState::overdue) {
        EXPECT_EQ(tx.assessments().count_overdue_fees(filter.scope, filter.today),
                  static_cast<std::int64_t>(ids.size()));
      }
      return ids;
    });
  }

  core::Schedule schedule(base::Date on) const {
    return {{}, plan_.id, on, "实训楼", 20, "王老师", false, {}, noon(1), "S001"};
  }

  SmallWorld world_;
  core::Plan plan_;
  core::Plan other_;
  core::EntryId first_;
  core::EntryId second_;
};

TEST_P(AssessmentContract, TheFeeRecordedLastHolds) {
  fee(first_, 28'000, day(2026, 6, 1), std::nullopt);
  fee(first_, 30'000, day(2026, 6, 2), day(2026, 6, 3));
  write([&](ports::Transaction& tx) { tx.assessments().keep_batch(first_, "PC-1"); });
  const auto row = ask([&](ports::Transaction& tx) { return tx.assessments().assessment(first_); });
  ASSERT_TRUE(row && row->fee);
  EXPECT_EQ(row->batch, "PC-1");
  EXPECT_EQ(row->row.entry.headcount, 50);
  EXPECT_EQ(row->fee->terms, (core::FeeWish{30'000, day(2026, 6, 2), day(2026, 6, 3), "001"}));
  EXPECT_EQ(row->fee->reason, "甲");
  EXPECT_EQ(row->fee->recorded_at, noon(1));
  EXPECT_FALSE(row->reversed_by.some());
}

TEST_P(AssessmentContract, FeesAreFoundByTheirState) {
  ports::AssessmentFilter filter;
  const auto with = [&](core::FeeState state) {
    filter.fee = state;
    return ids(filter);
  };
  EXPECT_THAT(with(core::FeeState::none), ElementsAre(second_.value, first_.value));
  fee(first_, 100, day(2026, 6, 30), std::nullopt);
  fee(second_, 100, day(2026, 7, 1), std::nullopt);
  EXPECT_THAT(with(core::FeeState::overdue), ElementsAre(first_.value));
  EXPECT_THAT(with(core::FeeState::due), ElementsAre(second_.value));
  fee(first_, 100, day(2026, 6, 30), day(2026, 7, 1));
  EXPECT_THAT(with(core::FeeState::paid), ElementsAre(first_.value));
  EXPECT_THAT(with(core::FeeState::overdue), IsEmpty());
}

TEST_P(AssessmentContract, WhatWasReversedIsSeenButOwesNothing) {
  fee(first_, 100, day(2026, 6, 30), std::nullopt);
  core::EntryId back;
  write([&](ports::Transaction& tx) {
    const auto entry = tx.plans().entry(first_);
    back = tx.plans().append(core::reversal_of(*entry, noon(3)));
  });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.assessments().assessment(first_)->reversed_by; }), back);
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.plans().plan(plan_.id)->balance.examined; }), 0);
  ports::AssessmentFilter filter;
  EXPECT_THAT(ids(filter), ElementsAre(back.value, second_.value, first_.value));
  filter.fee = core::FeeState::overdue;
  EXPECT_THAT(ids(filter), IsEmpty());
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(AssessmentContract, ListsTheScopeAlone) {
  ports::AssessmentFilter filter;
  filter.scope.institution = world_.school;
  EXPECT_THAT(ids(filter), ElementsAre(first_.value));
  filter.before = first_;
  filter.today = day(2026, 7, 1);
  EXPECT_THAT(ask([&](ports::Transaction& tx) { return tx.assessments().assessments(filter); }), IsEmpty());
}

TEST_P(AssessmentContract, TrainingAndRateAreKeptWithTheSchedule) {
  core::ScheduleId with;
  core::ScheduleId without;
  write([&](ports::Transaction& tx) {
    core::Schedule planned = schedule(day(2026, 9, 2));
    planned.training = {day(2026, 8, 20), day(2026, 8, 28)};
    planned.rate = 28'000;
    with = tx.assessments().append_schedule(planned);
    planned.training = {std::nullopt, day(2026, 8, 28)};
    planned.rate.reset();
    without = tx.assessments().append_schedule(planned);
  });
  const auto kept = [&](core::ScheduleId id) {
    return ask([&](ports::Transaction& tx) { return tx.assessments().schedule(id)->schedule; });
  };
  EXPECT_EQ(kept(with).training, (core::Training{day(2026, 8, 20), day(2026, 8, 28)}));
  EXPECT_EQ(kept(with).rate, 28'000);
  EXPECT_EQ(kept(without).training, (core::Training{std::nullopt, day(2026, 8, 28)}));
  EXPECT_EQ(kept(without).rate, std::nullopt);
}

TEST_P(AssessmentContract, TheScheduleRecordedLastHoldsAndACancelledOneIsGone) {
  core::ScheduleId early;
  core::ScheduleId late;
  write([&](ports::Transaction& tx) {
    late = tx.assessments().append_schedule(schedule(day(2026, 9, 2)));
    early = tx.assessments().append_schedule(schedule(day(2026, 9, 1)));
    core::Schedule changed = schedule(day(2026, 10, 1));
    changed.id = late;
    changed.reason = "改期";
    EXPECT_EQ(tx.assessments().append_schedule(changed), late);
  });
  const auto listed = [&] {
    return ask([&](ports::Transaction& tx) {
      ports::ScheduleFilter filter;
      filter.year = 2026;
      std::vector<std::pair<std::int64_t, base::Date>> found;
      for (const auto& row : tx.assessments().schedules(filter))
        found.emplace_back(row.schedule.id.value, row.schedule.planned_on);
      return found;
    });
  };
  EXPECT_THAT(listed(), ElementsAre(std::pair(early.value, day(2026, 9, 1)), std::pair(late.value, day(2026, 10, 1))));
  write([&](ports::Transaction& tx) {
    core::Schedule gone = schedule(day(2026, 9, 1));
    gone.id = early;
    gone.cancelled = true;
    tx.assessments().append_schedule(gone);
  });
  EXPECT_THAT(listed(), ElementsAre(std::pair(late.value, day(2026, 10, 1))));
  EXPECT_TRUE(ask([&](ports::Transaction& tx) { return tx.assessments().schedule(early)->schedule.cancelled; }));
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.assessments().schedule(core::ScheduleId{999}); }));
}

INSTANTIATE_TEST_SUITE_P(All, AssessmentContract, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
