#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::EntryKind;
using core::Level;
using testing::ElementsAre;
using testing::IsEmpty;

class TotalsContract : public StoreContract {
 protected:
  TotalsContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      old_ = declare(tx, {world_.school, world_.web, Level::junior, 2025}, 200);
      young_ = declare(tx, {world_.school, world_.care, Level::senior, 2026}, 100);
      other_ = declare(tx, {world_.college, world_.web, Level::senior, 2025}, 40);
      tx.plans().append(entry(old_.id, EntryKind::examined, 50, day(2025, 11, 20)));
      tx.plans().append(entry(old_.id, EntryKind::examined, 30, day(2026, 4, 20)));
    });
  }

  const ports::PlanTotal& total(const std::vector<ports::PlanTotal>& totals, std::string_view bureau, int plan_year) {
    const auto found = std::find_if(totals.begin(), totals.end(), [&](const ports::PlanTotal& each) {
      return each.bureau == bureau && each.plan_year == plan_year;
    });
    EXPECT_NE(found, totals.end());
    return *found;
  }

  std::int64_t headcount(const std::vector<ports::EntrySum>& sums, int year, EntryKind kind) {
    std::int64_t sum = 0;
    for (const auto& each : sums) {
      if (each.year == year && each.kind == kind) sum += each.headcount;
    }
    return sum;
  }

  std::vector<std::int64_t> candidates(int year) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const auto& row : tx.plans().exit_candidates(year, day(year - 1, 11, 11), year))
        ids.push_back(row.plan.id.value);
      return ids;
    });
  }

  SmallWorld world_;
  core::Plan old_;
  core::Plan young_;
  core::Plan other_;
};

TEST_P(TotalsContract, SumByBureauKindAndPlanYear) {
  const auto totals = ask([](ports::Transaction& tx) { return tx.plans().totals(2026); });
  ASSERT_EQ(totals.size(), 3U);
  EXPECT_EQ(total(totals, "410100", 2025).plans, 1);
  EXPECT_EQ(total(totals, "410100", 2025).headcount, 200);
  EXPECT_EQ(total(totals, "410100", 2025).live, 150);
  EXPECT_EQ(total(totals, "410100", 2025).examined, 80);
  EXPECT_EQ(total(totals, "410100", 2026).live, 100);
  EXPECT_EQ(total(totals, "", 2025).kind, core::InstitutionKind::higher_vocational);
  const auto next_year = ask([](ports::Transaction& tx) { return tx.plans().totals(2027); });
  EXPECT_EQ(total(next_year, "410100", 2025).live, 120);
  const auto of_college = ask([&](ports::Transaction& tx) { return tx.plans().totals_of(world_.college, 2026); });
  ASSERT_EQ(of_college.size(), 1U);
  EXPECT_EQ(of_college[0].headcount, 40);
}

TEST_P(TotalsContract, FollowAnInstitutionThatMoves) {
  write([&](ports::Transaction& tx) {
    auto school = *tx.catalogue().institution(world_.school);
    school.kind = core::InstitutionKind::provincial_secondary;
    school.bureau.clear();
    tx.catalogue().put_institution(school, noon());
  });
  const auto totals = ask([](ports::Transaction& tx) { return tx.plans().totals(2026); });
  for (const auto& each : totals) EXPECT_EQ(each.bureau, "");
  const auto sums = ask([](ports::Transaction& tx) {
    return tx.plans().entry_sums({.kind = core::InstitutionKind::provincial_secondary}, 2026);
  });
  EXPECT_EQ(headcount(sums, 2025, EntryKind::declared), 200);
}

TEST_P(TotalsContract, LiveTotalIsTheSumOfLive) {
  store_->read([&](ports::Transaction& tx) {
    for (const int year : {2024, 2025, 2026, 2027}) {
      std::int64_t live = 0;
      for (const core::Plan& plan : tx.plans().plans_of(world_.school)) live += core::live(plan.balance, year);
      EXPECT_EQ(tx.plans().live_total(world_.school, year), live) << year;
    }
    EXPECT_EQ(tx.plans().live_total(core::InstitutionId{99}, 2026), 0);
  });
}

TEST_P(TotalsContract, SeeWhatTheSameTransactionWrote) {
  write([&](ports::Transaction& tx) {
    tx.plans().append(entry(old_.id, EntryKind::decreased, 20, day(2026, 5, 5)));
    EXPECT_EQ(tx.plans().live_total(world_.school, 2026), 230);
    EXPECT_EQ(headcount(tx.plans().entry_sums({world_.school, "", {}}, 2026), 2026, EntryKind::decreased), 20);
  });
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(TotalsContract, ForgetWhatWasRolledBack) {
  EXPECT_ANY_THROW(write([&](ports::Transaction& tx) {
    tx.plans().append(entry(old_.id, EntryKind::decreased, 20, day(2026, 5, 5)));
    throw std::runtime_error("no");
  }));
  write([&](ports::Transaction& tx) { tx.plans().append(entry(old_.id, EntryKind::increased, 1, day(2026, 5, 5))); });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.plans().live_total(world_.school, 2026); }), 251);
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(TotalsContract, EntrySumsKeepYearKindAndIndicators) {
  write([&](ports::Transaction& tx) {
    auto aside = entry(old_.id, EntryKind::decreased, 11, day(2026, 9, 6));
    aside.in_indicators = false;
    tx.plans().append(aside);
    tx.plans().append(entry(old_.id, EntryKind::decreased, 5, day(2026, 9, 7)));
    tx.plans().append(entry(old_.id, EntryKind::decreased, 4, day(2027, 9, 7)));
    auto examined = entry(young_.id, EntryKind::examined, 10, day(2026, 6, 6));
    examined.passed = 8;
    tx.plans().append(examined);
  });
  const auto sums = ask([](ports::Transaction& tx) { return tx.plans().entry_sums({}, 2026); });
  std::map<bool, std::int64_t> decreased;
  for (const auto& sum : sums) {
    EXPECT_LE(sum.year, 2026);
    if (sum.kind == EntryKind::decreased) decreased[sum.in_indicators] = sum.headcount;
    if (sum.kind == EntryKind::examined && sum.year == 2026) {
      EXPECT_EQ(sum.headcount, 40);
      EXPECT_EQ(sum.passed, 8);
    }
  }
  EXPECT_EQ(decreased[true], 5);
  EXPECT_EQ(decreased[false], 11);
}

TEST_P(TotalsContract, EntrySumsOfAScopeAndBeforeADay) {
  store_->read([&](ports::Transaction& tx) {
    EXPECT_EQ(headcount(tx.plans().entry_sums({world_.college, "", {}}, 2026), 2025, EntryKind::declared), 40);
    EXPECT_EQ(headcount(tx.plans().entry_sums({{}, "410100", {}}, 2026), 2025, EntryKind::declared), 200);
    EXPECT_EQ(headcount(tx.plans().entry_sums({}, 2026), 2025, EntryKind::declared), 240);
    const auto before = tx.plans().entry_sums_before({}, day(2026, 4, 20));
    EXPECT_EQ(headcount(before, 2026, EntryKind::examined), 0);
    EXPECT_EQ(headcount(before, 2026, EntryKind::declared), 100);
    EXPECT_EQ(headcount(before, 2025, EntryKind::declared), 0);
    EXPECT_EQ(headcount(tx.plans().entry_sums_before({}, day(2026, 4, 21)), 2026, EntryKind::examined), 30);
  });
}

TEST_P(TotalsContract, ExitCandidatesAreOldEnoughAndNeverExaminedAndNotHeld) {
  EXPECT_THAT(candidates(2025), IsEmpty());
  EXPECT_THAT(candidates(2026), ElementsAre(other_.id.value));
  EXPECT_THAT(candidates(2027), ElementsAre(young_.id.value, other_.id.value));
  write([&](ports::Transaction& tx) { tx.grants().insert_hold({0, young_.id, 2027, "理由", noon(), "office"}); });
  EXPECT_THAT(candidates(2027), ElementsAre(other_.id.value));
  EXPECT_THAT(candidates(2028), ElementsAre(young_.id.value, other_.id.value));
  write([&](ports::Transaction& tx) { tx.plans().append(entry(other_.id, EntryKind::exited, 40, day(2027, 11, 12))); });
  EXPECT_THAT(candidates(2027), IsEmpty());
}

TEST_P(TotalsContract, ExitCandidatesStandInTheOrderOfSchoolCertificateLevelAndYear) {
  write([&](ports::Transaction& tx) {
    declare(tx, {world_.school, world_.care, Level::senior, 2025}, 1);
    declare(tx, {world_.school, world_.care, Level::junior, 2026}, 1);
    declare(tx, {world_.school, world_.care, Level::intermediate, 2026}, 1);
    declare(tx, {world_.school, world_.web, Level::intermediate, 2026}, 1);
  });
  std::vector<std::string> names;
  store_->read([&](ports::Transaction& tx) {
    for (const auto& row : tx.plans().exit_candidates(2028, day(2027, 11, 11), 2028)) {
      names.push_back(row.institution_code + row.certificate_name + std::string{core::to_text(row.plan.key.level)} +
                      std::to_string(row.plan.key.year));
    }
  });
  EXPECT_THAT(names, ElementsAre("10001Web前端开发中级2026", "10001老年照护初级2026", "10001老年照护中级2026",
                                 "10001老年照护高级2025", "10001老年照护高级2026", "20001Web前端开发高级2025"));
}

TEST_P(TotalsContract, EntryRowsByFilterNewestFirst) {
  const auto count = [&](const ports::EntryFilter& filter) {
    return ask([&](ports::Transaction& tx) {
      const auto rows = tx.plans().entry_rows(filter);
      EXPECT_EQ(tx.plans().count_entries(filter), static_cast<std::int64_t>(rows.size()));
      return rows.size();
    });
  };
  EXPECT_EQ(count({}), 5U);
  EXPECT_EQ(count({.scope = {world_.school, "", {}}}), 4U);
  EXPECT_EQ(count({.scope = {{}, "410100", {}}}), 4U);
  EXPECT_EQ(count({.scope = {{}, "", core::InstitutionKind::higher_vocational}}), 1U);
  EXPECT_EQ(count({.kind = EntryKind::examined}), 2U);
  EXPECT_EQ(count({.plan = young_.id}), 1U);
  EXPECT_EQ(count({.effective_year = 2026}), 2U);
  EXPECT_EQ(count({.recorded_at = noon(1)}), 0U);
  const auto rows = ask([](ports::Transaction& tx) { return tx.plans().entry_rows({.limit = 2}); });
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_GT(rows[0].entry.id, rows[1].entry.id);
  EXPECT_EQ(rows[0].institution_code, "10001");
  EXPECT_EQ(rows[0].certificate_name, "Web前端开发");
  EXPECT_EQ(rows[0].key, old_.key);
  EXPECT_EQ(rows[0].application_number, "");
  const auto older = ask([&](ports::Transaction& tx) { return tx.plans().entry_rows({.before = rows[1].entry.id}); });
  EXPECT_EQ(older.size(), 3U);
}

KAOJI_ON_EVERY_DATABASE(TotalsContract);

}  // namespace
}  // namespace kaoji::contract
