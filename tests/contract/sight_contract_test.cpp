// The store beneath the handlers: no use case asks here, so nothing but `confine` stands between a question and a
// stranger's rows.
#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::ApplicationKind;
using core::Level;

/// How many rows of somebody's were found, by what was asked.
using Found = std::vector<std::pair<std::string, std::int64_t>>;

class SightContract : public StoreContract {
 protected:
  SightContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      school_ = fill(tx, world_.school);
      college_ = fill(tx, world_.college);
    });
  }

  struct Belongings {
    core::InstitutionId owner;
    core::Plan plan;
    core::EntryId entry;
    core::ApplicationId application;
    core::ScheduleId schedule;
  };

  Belongings fill(ports::Transaction& tx, core::InstitutionId owner) {
    Belongings own{owner, declare(tx, {owner, world_.web, Level::junior, 2026}, 200), {}, {}, {}};
    own.entry = tx.plans().append(declared(own.plan.id, 10));
    const auto application = submit(
        tx, tx.applications().insert(draft(owner, ApplicationKind::new_plans, {own.plan}, 5), "KJ2026-"), spring());
    own.application = application.id;
    tx.applications().append_event(own.application, {noon(), "submitted", "clerk"});
    tx.applications().insert_scan({0, own.application, 1, "d", 1, 1, noon(), "clerk"});
    tx.grants().insert_admission({0, owner, std::nullopt, {}, noon(), "office"});
    core::Schedule schedule;
    schedule.plan = own.plan.id;
    schedule.planned_on = day(2026, 9, 1);
    schedule.place = "甲";
    schedule.headcount = 1;
    schedule.contact = "乙";
    schedule.actor = "clerk";
    schedule.recorded_at = noon();
    own.schedule = tx.assessments().append_schedule(schedule);
    return own;
  }

  /// Asks for everything of `own`, by id and by institution.
  static Found asked_for(ports::Transaction& tx, const Belongings& own) {
    const auto size = [](const auto& rows) { return static_cast<std::int64_t>(rows.size()); };
    const auto one = [](const auto& maybe) { return std::int64_t{maybe ? 1 : 0}; };
    ports::PlanFilter plans;
    plans.institution = own.owner;
    plans.live_year = 2026;
    ports::EntryFilter entries;
    entries.scope.institution = own.owner;
    ports::EntryFilter of_plan;
    of_plan.plan = own.plan.id;
    ports::ApplicationFilter applications;
    applications.institution = own.owner;
    return {{"plan", one(tx.plans().plan(own.plan.id))},
            {"plan row", one(tx.plans().plan_row(own.plan.id))},
            {"plan by key", one(tx.plans().plan_by_key(own.plan.key))},
            {"plans", size(tx.plans().plans(plans))},
            {"plans summed", tx.plans().sum_plans(plans).plans},
            {"live", tx.plans().live_total(own.owner, 2026)},
            {"totals", size(tx.plans().totals_of(own.owner, 2026))},
            {"entry", one(tx.plans().entry(own.entry))},
            {"entries", size(tx.plans().entries(own.plan.id))},
            {"entries of the institution", size(tx.plans().entries_of(own.owner))},
            {"entry rows", size(tx.plans().entry_rows(entries))},
            {"entries counted", tx.plans().tally_entries(of_plan).entries},
            {"application", one(tx.applications().application(own.application))},
            {"applications", size(tx.applications().applications(applications))},
            {"applications counted", tx.applications().count_applications(applications)},
            {"lines", size(tx.applications().lines_of_revision(own.application, 1))},
            {"events", size(tx.applications().events(own.application))},
            {"scans", size(tx.applications().scans(own.application))},
            {"admissions", size(tx.grants().admissions(own.owner))},
            {"schedule", one(tx.assessments().schedule(own.schedule))}};
  }

  Found ask_confined(const ports::Scope& scope, const Belongings& own) {
    return ask([&](ports::Transaction& tx) {
      tx.confine(scope);
      return asked_for(tx, own);
    });
  }

  SmallWorld world_;
  Belongings school_;
  Belongings college_;
};

void expect_all(const Found& found, bool there) {
  for (const auto& [what, count] : found) EXPECT_EQ(count > 0, there) << what << ": " << count;
}

TEST_P(SightContract, WhoIsNotConfinedFindsEverything) {
  for (const Belongings& own : {school_, college_}) expect_all(ask_confined({}, own), true);
}

TEST_P(SightContract, AnInstitutionFindsItsOwnAndNothingElse) {
  expect_all(ask_confined({world_.school, {}, std::nullopt}, school_), true);
  expect_all(ask_confined({world_.school, {}, std::nullopt}, college_), false);
}

TEST_P(SightContract, ABureauFindsThoseOfItsSchoolsAndNothingElse) {
  expect_all(ask_confined({std::nullopt, "410100", std::nullopt}, school_), true);
  expect_all(ask_confined({std::nullopt, "410100", std::nullopt}, college_), false);
}

TEST_P(SightContract, WhoHasNoInstitutionFindsNothing) {
  expect_all(ask_confined({core::InstitutionId{}, {}, std::nullopt}, school_), false);
  expect_all(ask_confined({std::nullopt, "no such bureau", std::nullopt}, school_), false);
}

TEST_P(SightContract, ListsWithoutAFilterHoldNoForeignRow) {
  ask([&](ports::Transaction& tx) {
    tx.confine({world_.school, {}, std::nullopt});
    ports::PlanFilter all;
    all.live_year = 2026;
    for (const auto& row : tx.plans().plans(all)) EXPECT_EQ(row.plan.key.institution, world_.school);
    for (const auto& row : tx.plans().entry_rows({})) EXPECT_EQ(row.key.institution, world_.school);
    for (const auto& row : tx.applications().applications({})) EXPECT_EQ(row.institution_code, "10001");
    EXPECT_EQ(tx.applications().count_applications({}), 1);
    EXPECT_EQ(tx.plans().sum_plans(all).plans, 1);
    return true;
  });
}

TEST_P(SightContract, EndsWithTheTransaction) {
  expect_all(ask_confined({world_.school, {}, std::nullopt}, college_), false);
  expect_all(ask([&](ports::Transaction& tx) { return asked_for(tx, college_); }), true);
}

// A memory has one session, which writes too and is not confined.
INSTANTIATE_TEST_SUITE_P(All, SightContract, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
