#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GrantContract : public StoreContract {
 protected:
  GrantContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      plan_ = declare(tx, {world_.school, world_.web, core::Level::junior, 2026}, 10);
      application_ =
          tx.applications().insert(draft(world_.school, core::ApplicationKind::increase, {plan_}, 1), "K").id;
    });
  }

  void admit(std::optional<base::Date> until) {
    write([&](ports::Transaction& tx) {
      tx.grants().insert_admission({0, world_.school, until, {}, noon(), "office"});
    });
  }

  SmallWorld world_;
  core::Plan plan_;
  core::ApplicationId application_;
};

TEST_P(GrantContract, UsableAdmissionsAreUnusedAndUnexpiredTheFirstToEndInFront) {
  admit({});
  admit(day(2026, 7, 1));
  admit(day(2026, 6, 1));
  const auto usable = [&](base::Date on) {
    return ask([&](ports::Transaction& tx) { return tx.grants().usable_admissions(world_.school, on); });
  };
  ASSERT_EQ(usable(day(2026, 6, 1)).size(), 3U);
  EXPECT_EQ(usable(day(2026, 6, 1))[0].until, day(2026, 6, 1));
  EXPECT_FALSE(usable(day(2026, 6, 1))[2].until);
  ASSERT_EQ(usable(day(2026, 6, 2)).size(), 2U);
  const auto first = usable(day(2026, 6, 2))[0];
  write([&](ports::Transaction& tx) { tx.grants().use_admission(first.id, application_); });
  EXPECT_EQ(usable(day(2026, 6, 2)).size(), 1U);
  const auto all = ask([&](ports::Transaction& tx) { return tx.grants().admissions(world_.school); });
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1].used_by, application_);
  EXPECT_EQ(all[1].actor, "office");
  EXPECT_GT(all[0].id, all[1].id);
  EXPECT_THAT(ask([&](ports::Transaction& tx) { return tx.grants().admissions(world_.college); }), IsEmpty());
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.grants().admissions({}).size(); }), 3U);
}

TEST_P(GrantContract, WaiversAreUsedOnce) {
  write([&](ports::Transaction& tx) {
    tx.grants().insert_waiver({0, world_.school, spring(), "理由", {}, noon(), "office"});
  });
  const auto waivers = ask([&](ports::Transaction& tx) { return tx.grants().waivers(world_.school); });
  ASSERT_EQ(waivers.size(), 1U);
  EXPECT_EQ(waivers[0].round, spring());
  EXPECT_EQ(waivers[0].reason, "理由");
  EXPECT_FALSE(waivers[0].used_by.some());
  write([&](ports::Transaction& tx) { tx.grants().use_waiver(waivers[0].id, application_); });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.grants().waivers({}).at(0).used_by; }), application_);
}

TEST_P(GrantContract, ExtensionsReachThoseWhomTheyName) {
  const auto grant = [&](std::string institution, std::string bureau, base::Date until) {
    write([&](ports::Transaction& tx) {
      tx.grants().insert_extension(
          {0, {spring(), core::Stage::submit, until, institution, bureau}, "暴雨", noon(), "office"});
    });
  };
  grant("10001", "", day(2026, 3, 21));
  grant("", "410100", day(2026, 3, 22));
  grant("", "", day(2026, 3, 23));
  const auto reach = [&](std::string_view institution, std::string_view bureau) {
    return ask([&](ports::Transaction& tx) {
      std::vector<unsigned> days;
      for (const auto& each : tx.grants().extensions_for(institution, bureau))
        days.push_back(unsigned{each.until.day()});
      return days;
    });
  };
  EXPECT_THAT(reach("10001", "410100"), ElementsAre(21, 22, 23));
  EXPECT_THAT(reach("10002", "410100"), ElementsAre(22, 23));
  EXPECT_THAT(reach("20001", ""), ElementsAre(23));
  const auto all = ask([](ports::Transaction& tx) { return tx.grants().extensions(); });
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].extension.institution, "10001");
  EXPECT_EQ(all[2].extension.round, spring());
  EXPECT_EQ(all[2].extension.stage, core::Stage::submit);
  EXPECT_EQ(all[2].reason, "暴雨");
}

TEST_P(GrantContract, HoldsAreOfOneYear) {
  write([&](ports::Transaction& tx) {
    tx.grants().insert_hold({0, plan_.id, 2026, "理由", noon(), "office", {}, {}, {}});
  });
  const auto holds = ask([](ports::Transaction& tx) { return tx.grants().holds(2026); });
  ASSERT_EQ(holds.size(), 1U);
  EXPECT_EQ(holds[0].plan, plan_.id);
  EXPECT_EQ(holds[0].reason, "理由");
  EXPECT_THAT(ask([](ports::Transaction& tx) { return tx.grants().holds(2027); }), IsEmpty());
}

TEST_P(GrantContract, AHoldIsTakenBackWithItsReasonAndStaysOnRecord) {
  write([&](ports::Transaction& tx) {
    for (const int year : {2026, 2026, 2027}) {
      tx.grants().insert_hold({0, plan_.id, year, "理由", noon(), "office", {}, {}, {}});
    }
    tx.grants().lift_holds(plan_.id, 2026, noon(1), "office", "已考核");
  });
  const auto lifted = ask([](ports::Transaction& tx) { return tx.grants().holds(2026); });
  ASSERT_EQ(lifted.size(), 2U);
  for (const ports::Hold& hold : lifted) {
    EXPECT_EQ(hold.lifted_at, noon(1));
    EXPECT_EQ(hold.lifted_by, "office");
    EXPECT_EQ(hold.lift_reason, "已考核");
  }
  const auto other_year = ask([](ports::Transaction& tx) { return tx.grants().holds(2027); });
  ASSERT_EQ(other_year.size(), 1U);
  EXPECT_FALSE(other_year[0].lifted_at.has_value());
  const auto one = ask([&](ports::Transaction& tx) { return tx.grants().hold(lifted[0].id); });
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(one->lift_reason, "已考核");
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.grants().hold(99); }).has_value());
}

TEST_P(GrantContract, AClosureClosesTheLevelUntilItIsRemoved) {
  const auto closed_from = [&] {
    return ask([&](ports::Transaction& tx) {
      return tx.catalogue().certificate(world_.web)->find(core::Level::junior)->closed_from;
    });
  };
  for (const unsigned from : {1U, 9U}) {
    write([&](ports::Transaction& tx) {
      tx.grants().put_closure({0, world_.web, "", core::Level::junior, day(2026, 5, from), noon(from), "office"});
    });
  }
  const auto closures = ask([](ports::Transaction& tx) { return tx.grants().closures(); });
  ASSERT_EQ(closures.size(), 1U);
  EXPECT_EQ(closures[0].certificate, world_.web);
  EXPECT_EQ(closures[0].certificate_name, "Web前端开发");
  EXPECT_EQ(closures[0].level, core::Level::junior);
  EXPECT_EQ(closures[0].from, day(2026, 5, 9));
  EXPECT_EQ(closures[0].granted_at, noon(9));
  EXPECT_EQ(closed_from(), day(2026, 5, 9));
  write([&](ports::Transaction& tx) {
    tx.grants().remove_closure(closures[0].id);
    tx.grants().remove_closure(closures[0].id);
  });
  EXPECT_FALSE(closed_from());
}

TEST_P(GrantContract, ThePlatformIsOpenUntilTheOfficeClosesIt) {
  EXPECT_TRUE(ask([](ports::Transaction& tx) { return tx.grants().platform(); }).open);
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.grants().platform(); }).changed_at);
  write([](ports::Transaction& tx) { tx.grants().set_platform({false, noon(5), "office"}); });
  const auto state = ask([](ports::Transaction& tx) { return tx.grants().platform(); });
  EXPECT_FALSE(state.open);
  EXPECT_EQ(state.changed_at, noon(5));
  EXPECT_EQ(state.actor, "office");
  write([](ports::Transaction& tx) { tx.grants().set_platform({true, noon(6), "office"}); });
  EXPECT_TRUE(ask([](ports::Transaction& tx) { return tx.grants().platform(); }).open);
}

KAOJI_ON_EVERY_DATABASE(GrantContract);

}  // namespace
}  // namespace kaoji::contract
