#include <gmock/gmock.h>

#include "base/check.hpp"
#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::EntryKind;
using core::Level;
using testing::ElementsAre;
using testing::IsEmpty;

class PlanContract : public StoreContract {
 protected:
  PlanContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      web_25_ = declare(tx, {world_.school, world_.web, Level::junior, 2025}, 200);
      web_26_ = declare(tx, {world_.school, world_.web, Level::junior, 2026}, 100);
      care_26_ = declare(tx, {world_.school, world_.care, Level::intermediate, 2026}, 60);
      college_26_ = declare(tx, {world_.college, world_.web, Level::senior, 2026}, 40);
      tx.plans().append(entry(web_25_.id, EntryKind::examined, 50, day(2025, 11, 20)));
      tx.plans().append(entry(web_25_.id, EntryKind::examined, 30, day(2026, 4, 20)));
    });
  }

  std::vector<std::int64_t> ids(const ports::PlanFilter& filter) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const auto& row : tx.plans().plans(filter)) ids.push_back(row.plan.id.value);
      return ids;
    });
  }

  void expect_sums_of_list(const ports::PlanFilter& filter) {
    store_->read([&](ports::Transaction& tx) {
      ports::PlanSums counted;
      tx.plans().each_plan(filter, [&](const ports::PlanRow& row) {
        ++counted.plans;
        counted.headcount += row.plan.balance.headcount;
        counted.live += core::live(row.plan.balance, filter.live_year);
        counted.examined += row.plan.balance.examined;
      });
      const ports::PlanSums sums = tx.plans().sum_plans(filter);
      EXPECT_EQ(sums.plans, counted.plans);
      EXPECT_EQ(sums.headcount, counted.headcount);
      EXPECT_EQ(sums.live, counted.live);
      EXPECT_EQ(sums.examined, counted.examined);
    });
  }

  SmallWorld world_;
  core::Plan web_25_;
  core::Plan web_26_;
  core::Plan care_26_;
  core::Plan college_26_;
};

TEST_P(PlanContract, FindsOrMakesAPlanOnce) {
  write([&](ports::Transaction& tx) {
    EXPECT_EQ(tx.plans().find_or_make(web_26_.key).id, web_26_.id);
    const core::PlanKey key{world_.college, world_.care, Level::junior, 2026};
    EXPECT_FALSE(tx.plans().plan_by_key(key));
    const core::Plan made = tx.plans().find_or_make(key);
    EXPECT_EQ(made.key, key);
    EXPECT_EQ(made.balance, core::Balance{});
    EXPECT_EQ(tx.plans().plan_by_key(key)->id, made.id);
  });
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.plans().plan(core::PlanId{99}); }));
}

TEST_P(PlanContract, TheStoredBalanceIsTheFoldOfTheLedger) {
  write([&](ports::Transaction& tx) {
    tx.plans().append(entry(web_26_.id, EntryKind::increased, 20, day(2026, 5, 6)));
    tx.plans().append(entry(web_26_.id, EntryKind::decreased, 120, day(2026, 9, 6)));
    tx.plans().append(declared(web_26_.id, 7));
    tx.plans().append(entry(web_26_.id, EntryKind::exited, 7, day(2027, 11, 12)));
  });
  store_->read([&](ports::Transaction& tx) {
    for (const core::PlanId id : {web_25_.id, web_26_.id, care_26_.id}) {
      EXPECT_EQ(tx.plans().plan(id)->balance, core::fold(tx.plans().entries(id)));
    }
    EXPECT_TRUE(tx.plans().plan(web_26_.id)->balance.exited);
    EXPECT_EQ(tx.plans().plan(web_25_.id)->balance.examined_in_year, 30);
  });
}

TEST_P(PlanContract, ABalanceBelowZeroIsRefusedAndLeavesNothing) {
  EXPECT_THROW(write([&](ports::Transaction& tx) {
                 tx.plans().append(entry(care_26_.id, EntryKind::decreased, 61, day(2026, 9, 6)));
               }),
               base::BrokenAssumption);
  EXPECT_THROW(write([&](ports::Transaction& tx) {
                 tx.plans().append(entry(web_25_.id, EntryKind::decreased, 121, day(2026, 9, 6)));
               }),
               base::BrokenAssumption);
  EXPECT_THROW(write([&](ports::Transaction& tx) { tx.plans().append(declared(core::PlanId{99}, 1)); }),
               base::BrokenAssumption);
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.plans().entries(care_26_.id).size(); }), 1U);
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(PlanContract, AnEntryComesBackAsItWasWritten) {
  core::LedgerEntry written = entry(care_26_.id, EntryKind::decreased, 5, day(2026, 9, 6));
  written.effective_at = noon(1);
  written.recorded_at = noon(2);
  written.in_indicators = false;
  written.reason = "招生变化";
  core::EntryId id;
  core::ApplicationId application;
  write([&](ports::Transaction& tx) {
    application =
        tx.applications().insert(draft(world_.school, core::ApplicationKind::decrease, {care_26_}, 5), "K").id;
    written.application = application;
    id = tx.plans().append(written);
  });
  const auto read = ask([&](ports::Transaction& tx) { return tx.plans().entry(id); });
  ASSERT_TRUE(read);
  EXPECT_EQ(read->plan, care_26_.id);
  EXPECT_EQ(read->kind, EntryKind::decreased);
  EXPECT_EQ(read->headcount, 5);
  EXPECT_EQ(read->effective_on, day(2026, 9, 6));
  EXPECT_EQ(read->effective_at, noon(1));
  EXPECT_EQ(read->recorded_at, noon(2));
  EXPECT_FALSE(read->declared_on);
  EXPECT_FALSE(read->in_indicators);
  EXPECT_EQ(read->actor, "province");
  EXPECT_EQ(read->application, application);
  EXPECT_EQ(read->reason, "招生变化");
  EXPECT_FALSE(read->reverses.some());
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.plans().entry(core::EntryId{999}); }));
}

TEST_P(PlanContract, AReversalTakesAnEntryBackOnce) {
  core::EntryId wrong;
  write([&](ports::Transaction& tx) {
    wrong = tx.plans().append(entry(care_26_.id, EntryKind::increased, 9, day(2026, 5, 6)));
    core::LedgerEntry back = entry(care_26_.id, EntryKind::increased, -9, day(2026, 5, 6));
    back.reverses = wrong;
    tx.plans().append(back);
  });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.plans().plan(care_26_.id)->balance.headcount; }), 60);
  EXPECT_ANY_THROW(write([&](ports::Transaction& tx) {
    core::LedgerEntry again = entry(care_26_.id, EntryKind::increased, -9, day(2026, 5, 6));
    again.reverses = wrong;
    tx.plans().append(again);
  }));
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(PlanContract, GivesTheEntriesOfAllPlansOfAnInstitution) {
  const auto entries = ask([&](ports::Transaction& tx) { return tx.plans().entries_of(world_.school); });
  ASSERT_EQ(entries.size(), 5U);
  EXPECT_EQ(entries[0].plan, web_25_.id);
  EXPECT_EQ(entries[2].headcount, 30);
  EXPECT_EQ(entries[4].plan, care_26_.id);
}

TEST_P(PlanContract, GivesPlansOfSomeCertificatesOrAll) {
  store_->read([&](ports::Transaction& tx) {
    EXPECT_EQ(tx.plans().plans_of(world_.school, {world_.web}).size(), 2U);
    EXPECT_EQ(tx.plans().plans_of(world_.school, {world_.web, world_.care, world_.web}).size(), 3U);
    EXPECT_EQ(tx.plans().plans_of(world_.school, {}).size(), 0U);
    EXPECT_EQ(tx.plans().plans_of(world_.school).size(), 3U);
  });
}

TEST_P(PlanContract, ListsPlansByFilterInTheOrderOfIds) {
  const std::int64_t a = web_25_.id.value;
  const std::int64_t b = web_26_.id.value;
  const std::int64_t c = care_26_.id.value;
  const std::int64_t d = college_26_.id.value;
  EXPECT_THAT(ids({}), ElementsAre(a, b, c, d));
  EXPECT_THAT(ids({.institution = world_.school, .year = 2026}), ElementsAre(b, c));
  EXPECT_THAT(ids({.bureau = "410100"}), ElementsAre(a, b, c));
  EXPECT_THAT(ids({.kind = core::InstitutionKind::higher_vocational}), ElementsAre(d));
  EXPECT_THAT(ids({.certificate = world_.web, .level = Level::junior}), ElementsAre(a, b));
  EXPECT_THAT(ids({.after = web_26_.id, .limit = 1}), ElementsAre(c));
  const auto row = ask([&](ports::Transaction& tx) { return tx.plans().plan_row(care_26_.id); });
  ASSERT_TRUE(row);
  EXPECT_EQ(row->institution_code, "10001");
  EXPECT_EQ(row->institution_name, "甲中等职业学校");
  EXPECT_EQ(row->certificate_name, "老年照护");
  EXPECT_EQ(row->organisation, "另一组织");
}

TEST_P(PlanContract, LiveOnlyAsksTheYear) {
  write(
      [&](ports::Transaction& tx) { tx.plans().append(entry(care_26_.id, EntryKind::examined, 60, day(2026, 6, 1))); });
  const auto live_in = [&](int year) {
    return ids({.institution = world_.school, .year = 2026, .live_only = true, .live_year = year});
  };
  EXPECT_THAT(live_in(2026), ElementsAre(web_26_.id.value, care_26_.id.value));
  EXPECT_THAT(live_in(2027), ElementsAre(web_26_.id.value));
}

TEST_P(PlanContract, SumsOfAFilterAreTheSumsOfItsList) {
  for (const int live_year : {2025, 2026, 2027}) {
    expect_sums_of_list({.live_year = live_year});
    expect_sums_of_list({.institution = world_.school, .live_year = live_year});
    expect_sums_of_list({.institution = world_.school, .year = 2026, .live_year = live_year});
    expect_sums_of_list({.bureau = "410100", .year = 2025, .live_year = live_year});
    expect_sums_of_list({.kind = core::InstitutionKind::higher_vocational, .live_year = live_year});
    expect_sums_of_list({.certificate = world_.web, .live_year = live_year});
    expect_sums_of_list({.live_only = true, .live_year = live_year});
  }
}

TEST_P(PlanContract, WalksMoreThanOnePieceWithoutMissingAny) {
  write([&](ports::Transaction& tx) {
    for (int year = 1000; year < 2400; ++year) {
      (void)tx.plans().find_or_make({world_.college, world_.care, Level::junior, year});
    }
  });
  std::int64_t last = 0;
  int seen = 0;
  store_->read([&](ports::Transaction& tx) {
    tx.plans().each_plan({.institution = world_.college}, [&](const ports::PlanRow& row) {
      EXPECT_GT(row.plan.id.value, last);
      last = row.plan.id.value;
      ++seen;
    });
  });
  EXPECT_EQ(seen, 1401);
}

KAOJI_ON_EVERY_DATABASE(PlanContract);

}  // namespace
}  // namespace kaoji::contract
