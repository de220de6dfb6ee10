#include <gmock/gmock.h>

#include "adapters/system/key_ring.hpp"
#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::Level;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Persons and numbers are made up.
constexpr const char* kPerson = "虚构联系人甲";
constexpr const char* kPhone = "13800001234";
const std::string kFirstKey(32, 'c');
const std::string kSecondKey(32, 'd');

std::shared_ptr<const system::KeyRing> ring(const std::vector<std::string>& keys) {
  return std::make_shared<const system::KeyRing>(keys);
}

/// A world with a contact of each kind, a kept answer, an account and a trail.
class SealContract : public StoreContract {
 protected:
  SealContract() {
    write([&](ports::Transaction& tx) {
      const SmallWorld world = found(tx);
      const core::Plan plan = declare(tx, {world.school, world.web, Level::junior, 2026}, 200);
      auto application = draft(world.school, core::ApplicationKind::decrease, {plan}, 20);
      application.contact_name = kPerson;
      application.contact_phone = kPhone;
      application_ = tx.applications().insert(application, "K").id;
      tx.applications().append_event(application_, {noon(), "created", "clerk", {}, 1, "", "", ""});
      core::Schedule schedule;
      schedule.plan = plan.id;
      schedule.planned_on = day(2026, 9, 1);
      schedule.place = "甲";
      schedule.headcount = 10;
      schedule.contact = std::string(kPerson) + " " + kPhone;
      schedule_ = tx.assessments().append_schedule(schedule);
      account_.login = "clerk";
      account_.role = core::Role::institution_clerk;
      account_.institution = world.school;
      account_.id = tx.accounts().insert(account_);
      ports::StoredAnswer answer;
      answer.request_digest = "d";
      answer.status = 200;
      answer.body = std::string(R"({"contact_phone":")") + kPhone + R"("})";
      tx.records().keep_answer(account_.id, "key-00001", answer, noon());
      for (std::int64_t seq = 1; seq <= 3; ++seq) tx.records().append_audit(audit_row(seq));
    });
  }

  void reopen(std::shared_ptr<const ports::Sealing> keys) {
    store_.reset();
    place_.take_ring(std::move(keys));
    store_ = store_sql::open_store(place_.options());
  }
  void expect_all_readable() {
    store_->read([&](ports::Transaction& tx) {
      EXPECT_EQ(tx.applications().application(application_)->contact_name, kPerson);
      EXPECT_EQ(tx.applications().application(application_)->contact_phone, kPhone);
      EXPECT_EQ(tx.assessments().schedule(schedule_)->schedule.contact, std::string(kPerson) + " " + kPhone);
      EXPECT_THAT(tx.records().answer(account_.id, "key-00001")->body, HasSubstr(kPhone));
      EXPECT_TRUE(tx.accounts().account(account_.id)->marked);
      EXPECT_TRUE(tx.records().trail_end().marked);
      EXPECT_EQ(tx.records().trail_end().seq, 3);
    });
    EXPECT_THAT(store_->examine(), IsEmpty());
  }
  std::vector<std::string> broken() {
    std::vector<std::string> rows;
    for (const auto& row : store_->examine()) rows.push_back(row.row);
    return rows;
  }
  std::vector<std::string> keys() {
    return ask([](ports::Transaction& tx) { return tx.seals().keys(); });
  }
  ports::ResealStep reseal(std::int64_t most) {
    ports::ResealStep step;
    write([&](ports::Transaction& tx) { step = tx.seals().reseal_some(most); });
    return step;
  }

  core::ApplicationId application_;
  core::ScheduleId schedule_;
  ports::Account account_;
};

TEST_P(SealContract, GivesBackWhatItSealed) {
  expect_all_readable();
}

TEST_P(SealContract, KeepsAnEmptyContactEmpty) {
  write([&](ports::Transaction& tx) {
    auto application = *tx.applications().application(application_);
    application.contact_phone.clear();
    tx.applications().update(application);
  });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.applications().application(application_)->contact_phone; }),
            "");
}

TEST_P(SealContract, StoringAnAccountKeepsItsMarkAndNeverMendsABrokenOne) {
  write([&](ports::Transaction& tx) {
    auto account = *tx.accounts().account(account_.id);
    account.disabled = true;
    tx.accounts().update(account);
    EXPECT_TRUE(tx.accounts().account(account_.id)->marked);
    account.marked = false;
    account.role = core::Role::office;
    tx.accounts().update(account);
    EXPECT_FALSE(tx.accounts().account(account_.id)->marked);
    account.marked = true;
    tx.accounts().update(account);
    EXPECT_TRUE(tx.accounts().account(account_.id)->marked) << "who gives rights anew marks anew";
  });
}

KAOJI_ON_EVERY_DATABASE(SealContract);

/// What another connection can do to the rows, and what outlives a store.
class SealedForGood : public SealContract {
 protected:
  /// The next test opens the same schema of PostgreSQL, with a ring of its own.
  ~SealedForGood() override {
    store_.reset();
    place_.run("DELETE FROM sealing_key");
  }
};

TEST_P(SealedForGood, AnEditedRoleBreaksTheAccountsMark) {
  for (const char* edit : {"UPDATE account SET role = 'office', institution = NULL",
                           "UPDATE account SET password_hash = 'anothers'", "UPDATE account SET mark = ''"}) {
    place_.run(edit);
    EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.accounts().account(account_.id)->marked; })) << edit;
    EXPECT_THAT(broken(), Contains("account 1")) << edit;
  }
}

TEST_P(SealedForGood, AnEditedStepAndAnEditedEndOfTheTrailAreNamed) {
  place_.run("UPDATE application_event SET actor = 'another' WHERE id = 1");
  EXPECT_THAT(broken(), Contains("application_event 1"));
  place_.run("UPDATE audit_head SET seq = 2, digest = (SELECT digest FROM audit_row WHERE seq = 2)");
  EXPECT_THAT(broken(), Contains("audit_head 1"));
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.records().trail_end().marked; }));
}

TEST_P(SealedForGood, WhatWasEditedUnderItsSealDoesNotOpen) {
  place_.run("UPDATE application SET contact_phone = contact_name");
  EXPECT_THAT(broken(), Contains("application 1: contact_phone"));
  EXPECT_THROW(ask([&](ports::Transaction& tx) { return tx.applications().application(application_)->revision; }),
               ports::StoreUnavailable);
}

TEST_P(SealedForGood, ANewKeyOpensEverythingAtOnceAndSealsItAnewInSteps) {
  reopen(ring({kFirstKey, kSecondKey}));
  expect_all_readable();
  EXPECT_EQ(keys().size(), 2U);
  // One of each place at a time, as if it were killed between: two columns, a schedule, an answer and three marks.
  EXPECT_EQ(reseal(1).done, 7);
  reopen(ring({kFirstKey, kSecondKey}));
  expect_all_readable();
  EXPECT_EQ(reseal(100).done, 0);
  EXPECT_EQ(reseal(100).broken, 0);
  write([](ports::Transaction& tx) { tx.seals().keep_current_key_alone(); });
  EXPECT_THAT(keys(), ElementsAre(system::key_id(kSecondKey)));
  reopen(ring({kSecondKey}));
  expect_all_readable();
}

TEST_P(SealedForGood, SealingAnewMendsNothingThatWasEdited) {
  place_.run("UPDATE account SET role = 'office', institution = NULL");
  reopen(ring({kFirstKey, kSecondKey}));
  const auto step = reseal(100);
  EXPECT_EQ(step.done, 6);
  EXPECT_EQ(step.broken, 1);
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.accounts().account(account_.id)->marked; }));
}

TEST_P(SealedForGood, AKeyThatIsMissingIsNamedAtTheStart) {
  store_.reset();
  place_.take_ring(ring({kSecondKey}));
  try {
    (void)store_sql::open_store(place_.options());
    FAIL() << "opened without the key of its rows";
  } catch (const ports::StoreUnavailable& refusal) {
    EXPECT_THAT(refusal.what(), HasSubstr(system::key_id(kFirstKey)));
    EXPECT_THAT(refusal.what(), HasSubstr("密钥"));
  }
  reopen(ring({kFirstKey}));
  expect_all_readable();
}

TEST_P(SealedForGood, RowsOfBeforeTheSealsAreSealedAndMarkedAtTheStart) {
  store_.reset();
  // As an older program left them: plain, and without what the two newest migrations made.
  undo_newest_migration();
  for (const std::string& sql :
       {std::string("UPDATE application SET contact_name = '虚构联系人甲', contact_phone = '13800001234'"),
        std::string("UPDATE assessment_schedule SET contact = '虚构联系人甲 13800001234'"),
        std::string(R"(UPDATE answer SET body = '{"contact_phone":"13800001234"}')"),
        std::string("ALTER TABLE account DROP COLUMN mark"),
        std::string("ALTER TABLE application_event DROP COLUMN mark"),
        std::string("ALTER TABLE audit_head DROP COLUMN mark"), std::string("ALTER TABLE audit_head DROP COLUMN seq"),
        std::string("ALTER TABLE audit_head DROP COLUMN digest"), std::string("DROP TABLE sealing_key"),
        std::string("DELETE FROM schema_version WHERE version = (SELECT MAX(version) FROM schema_version)")}) {
    place_.run_guarded(sql);
  }
  reopen(ring({kFirstKey}));
  expect_all_readable();
  EXPECT_THAT(place_.bytes(), testing::Not(HasSubstr(kPhone)));
}

TEST_P(SealedForGood, NoPersonStandsInTheFiles) {
  EXPECT_THAT(place_.bytes(), testing::Not(testing::AnyOf(HasSubstr(kPhone), HasSubstr(kPerson))));
}

INSTANTIATE_TEST_SUITE_P(All, SealedForGood, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
