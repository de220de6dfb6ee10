#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"
#include "core/exit/forced_exit.hpp"

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

  /// What exits in that year.
  static ports::ExitFilter due(int year) {
    ports::ExitFilter filter;
    filter.hold_year = year;
    filter.declared_by = day(year - 1, 11, 11);
    filter.held = false;
    return filter;
  }

  static std::vector<ports::EntrySum> entry_sums(ports::Transaction& tx, const ports::Scope& scope, int last_year) {
    const auto groups = tx.plans().grouped_sums({scope, ports::SumsBy::whole, last_year, std::nullopt});
    return groups.empty() ? std::vector<ports::EntrySum>{} : groups.front().sums;
  }

  static std::vector<ports::EntrySum> sums_before(ports::Transaction& tx, int year, unsigned month, unsigned on) {
    const auto groups =
        tx.plans().grouped_sums({{}, ports::SumsBy::whole, year, std::chrono::month(month) / std::chrono::day(on)});
    return groups.front().before_exit;
  }

  std::vector<std::int64_t> candidates(int year) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const auto& each : tx.plans().exit_candidates(due(year))) ids.push_back(each.row.plan.id.value);
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
    return entry_sums(tx, {.kind = core::InstitutionKind::provincial_secondary}, 2026);
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
    EXPECT_EQ(headcount(entry_sums(tx, {world_.school, "", {}}, 2026), 2026, EntryKind::decreased), 20);
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
  const auto sums = ask([](ports::Transaction& tx) { return entry_sums(tx, {}, 2026); });
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
    EXPECT_EQ(headcount(entry_sums(tx, {world_.college, "", {}}, 2026), 2025, EntryKind::declared), 40);
    EXPECT_EQ(headcount(entry_sums(tx, {{}, "410100", {}}, 2026), 2025, EntryKind::declared), 200);
    EXPECT_EQ(headcount(entry_sums(tx, {}, 2026), 2025, EntryKind::declared), 240);
    const auto before = sums_before(tx, 2026, 4, 20);
    EXPECT_EQ(headcount(before, 2026, EntryKind::examined), 0);
    EXPECT_EQ(headcount(before, 2026, EntryKind::declared), 100);
    EXPECT_EQ(headcount(before, 2025, EntryKind::declared), 240) << "of each year, what came before that day of it";
    EXPECT_EQ(headcount(sums_before(tx, 2026, 4, 21), 2026, EntryKind::examined), 30);
  });
}

TEST_P(TotalsContract, ExitCandidatesAreOldEnoughAndNeverExaminedAndNotHeld) {
  EXPECT_THAT(candidates(2025), IsEmpty());
  EXPECT_THAT(candidates(2026), ElementsAre(other_.id.value));
  EXPECT_THAT(candidates(2027), ElementsAre(young_.id.value, other_.id.value));
  write([&](ports::Transaction& tx) {
    tx.grants().insert_hold({0, young_.id, 2027, "理由", noon(), "office", {}, {}, {}});
  });
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
    for (const auto& [row, hold, reason] : tx.plans().exit_candidates(due(2028))) {
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
      EXPECT_EQ(tx.plans().tally_entries(filter).entries, static_cast<std::int64_t>(rows.size()));
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

TEST_P(TotalsContract, ExitCandidatesComeInPagesWithTheirHolds) {
  write([&](ports::Transaction& tx) {
    tx.grants().insert_hold({0, young_.id, 2028, "考核已排期", noon(), "office", {}, {}, {}});
    declare(tx, {world_.school, world_.web, Level::intermediate, 2026}, 7);
  });
  store_->read([&](ports::Transaction& tx) {
    ports::ExitFilter filter = due(2028);
    filter.held.reset();
    filter.limit = 1;
    std::vector<std::string> seen;
    for (auto page = tx.plans().exit_candidates(filter); !page.empty(); page = tx.plans().exit_candidates(filter)) {
      ASSERT_EQ(page.size(), 1U);
      seen.push_back(page[0].row.institution_code + page[0].row.certificate_name + page[0].hold_reason);
      filter.after = page[0].row.plan.id;
    }
    EXPECT_THAT(seen, ElementsAre("10001Web前端开发", "10001老年照护考核已排期", "20001Web前端开发"));
    const auto tally = tx.plans().tally_exit(filter);
    EXPECT_EQ(tally.plans, 2);
    EXPECT_EQ(tally.headcount, 47);
    EXPECT_EQ(tally.held_plans, 1);
    EXPECT_EQ(tally.held_headcount, 100);
    const auto outlook = tx.plans().exit_outlook(due(2028));
    ASSERT_EQ(outlook.size(), 2U);
    EXPECT_EQ(outlook[0].institution, world_.school);
    EXPECT_EQ(outlook[0].headcount, 7);
    EXPECT_EQ(outlook[1].plans, 1);
    EXPECT_EQ(outlook[0].headcount + outlook[1].headcount, tally.headcount);
    filter.scope.bureau = "410100";
    EXPECT_EQ(tx.plans().tally_exit(filter).headcount, 7);
    filter.search = "照护";
    EXPECT_EQ(tx.plans().tally_exit(filter).plans, 0);
    EXPECT_EQ(tx.plans().tally_exit(filter).held_plans, 1);
  });
  write([&](ports::Transaction& tx) { tx.grants().lift_holds(young_.id, 2028, noon(), "office", "已考核"); });
  EXPECT_EQ(candidates(2028).size(), 3U);
}

TEST_P(TotalsContract, ARunsSharesLeaveOutWhatWasGivenBack) {
  const auto exit = [&](ports::Transaction& tx, core::PlanId plan, std::int64_t headcount) {
    auto taken = entry(plan, EntryKind::exited, headcount, day(2027, 11, 12));
    taken.recorded_at = noon(3);
    taken.id = tx.plans().append(taken);
    return taken;
  };
  std::int64_t run = 0;
  write([&](ports::Transaction& tx) {
    exit(tx, other_.id, 40);
    const auto mistaken = exit(tx, young_.id, 100);
    run = tx.records().insert_exit_run({0, 2027, noon(3), "department", 2, 140});
    auto back = core::exit_reversal(mistaken, day(2027, 11, 12), noon(3));
    back.recorded_at = noon(3);
    tx.plans().append(back);
  });
  store_->read([&](ports::Transaction& tx) {
    const auto shares = tx.plans().exit_shares({});
    ASSERT_EQ(shares.rows.size(), 1U);
    EXPECT_EQ(shares.total, 1);
    EXPECT_EQ(shares.rows[0].run, run);
    EXPECT_EQ(shares.rows[0].institution_code, "20001");
    EXPECT_EQ(shares.rows[0].headcount, 40);
    EXPECT_TRUE(tx.plans().exit_shares({.scope = {{}, "410100", {}}}).rows.empty());
    EXPECT_TRUE(tx.plans().exit_shares({.year = 2026}).rows.empty());
    const auto record = tx.records().exit_run(run);
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(record->reversed_plans, 1);
    EXPECT_EQ(record->reversed_headcount, 100);
    EXPECT_FALSE(tx.records().exit_run(run + 1).has_value());
    ports::EntryFilter of_run;
    of_run.recorded_at = noon(3);
    EXPECT_EQ(tx.plans().tally_entries(of_run).entries, 3);
    of_run.originals_only = true;
    EXPECT_EQ(tx.plans().tally_entries(of_run).sum, 140);
    of_run.standing_only = true;
    EXPECT_EQ(tx.plans().tally_entries(of_run).sum, 40);
    EXPECT_TRUE(tx.plans().entry_rows({.plan = young_.id}).back().entry.kind == EntryKind::declared);
  });
}

TEST_P(TotalsContract, TheEntriesOfAMeasureSumUpToIt) {
  write([&](ports::Transaction& tx) {
    auto aside = entry(old_.id, EntryKind::decreased, 11, day(2026, 9, 6));
    aside.in_indicators = false;
    tx.plans().append(aside);
    tx.plans().append(entry(old_.id, EntryKind::decreased, 5, day(2026, 9, 7)));
    tx.plans().append(entry(young_.id, EntryKind::increased, 6, day(2026, 12, 1)));
    tx.plans().append(entry(other_.id, EntryKind::exited, 40, day(2026, 11, 12)));
    tx.plans().append(entry(other_.id, EntryKind::carried, 9, day(2026, 11, 20)));
  });
  store_->read([&](ports::Transaction& tx) {
    for (const ports::Scope& scope : {ports::Scope{}, ports::Scope{world_.school, {}, {}}}) {
      const auto groups = tx.plans().grouped_sums({scope, ports::SumsBy::whole, 2027, std::chrono::November / 11});
      for (const int year : {2024, 2025, 2026, 2027}) {
        const auto measures = core::measures_of(groups.front().sums, groups.front().before_exit, year);
        for (std::size_t i = 0; i < core::kMeasureCount; ++i) {
          ports::EntryFilter filter;
          filter.scope = scope;
          filter.limit = 1000;
          filter.measure = core::entries_of(static_cast<core::Measure>(i), year, day(year, 11, 11));
          EXPECT_EQ(tx.plans().tally_entries(filter).sum, measures[i]) << year << " " << i;
          std::int64_t shares = 0;
          for (const auto& row : tx.plans().entry_rows(filter)) {
            shares += core::share_of(filter.measure->share, row.entry);
          }
          EXPECT_EQ(shares, measures[i]) << year << " " << i;
        }
      }
    }
  });
}

TEST_P(TotalsContract, SumsAreKeptApartByKindBureauAndInstitution) {
  store_->read([&](ports::Transaction& tx) {
    const auto keys = [&](ports::SumsBy by, const ports::Scope& scope) {
      std::vector<std::string> found;
      for (const auto& group : tx.plans().grouped_sums({scope, by, 2026, std::nullopt})) {
        found.push_back(group.key + " " + std::to_string(headcount(group.sums, 2025, EntryKind::declared)));
      }
      return found;
    };
    EXPECT_THAT(keys(ports::SumsBy::institution, {}), ElementsAre("10001 200", "20001 40"));
    EXPECT_THAT(keys(ports::SumsBy::bureau, {}), ElementsAre("410100 200"));
    EXPECT_THAT(keys(ports::SumsBy::kind, {}), ElementsAre("higher-vocational 40", "local-secondary 200"));
    EXPECT_THAT(keys(ports::SumsBy::institution, {{}, "410100", {}}), ElementsAre("10001 200"));
  });
}

KAOJI_ON_EVERY_DATABASE(TotalsContract);

}  // namespace
}  // namespace kaoji::contract
