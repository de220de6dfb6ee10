#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::ApplicationKind;
using core::EntryKind;
using core::Level;
using testing::Contains;
using testing::IsEmpty;

/// Damage is planted past the store; each test says what it breaks and which invariant must name it.
class ExamineContract : public StoreContract {
 protected:
  ExamineContract() {
    write([&](ports::Transaction& tx) {
      const SmallWorld world = found(tx);
      const auto web = declare(tx, {world.school, world.web, Level::junior, 2026}, 200);
      const auto care = declare(tx, {world.school, world.care, Level::intermediate, 2026}, 100);
      tx.plans().append(entry(web.id, EntryKind::examined, 10, day(2026, 4, 20)));
      auto approved = submit(
          tx, tx.applications().insert(draft(world.school, ApplicationKind::decrease, {web}, 20), "K"), spring());
      auto cut = entry(web.id, EntryKind::decreased, 20, day(2026, 3, 26));
      cut.application = approved.id;
      tx.plans().append(cut);
      tx.applications().insert_scan({0, approved.id, 1, "aa", 10, 1, noon(), "clerk"});
      approved.scan_revision = 1;
      approved.status = core::Status::approved;
      tx.applications().update(approved);
      submit(tx, tx.applications().insert(draft(world.school, ApplicationKind::decrease, {care}, 5), "K"), spring());
      tx.grants().insert_admission({0, world.school, {}, {}, noon(), "office"});
      tx.grants().insert_waiver({0, world.school, spring(), "理由", approved.id, noon(), "office"});
      tx.grants().put_closure({0, world.web, "", Level::senior, day(2026, 5, 1), noon(), "office"});
      ports::Account account;
      account.login = "clerk";
      account.id = tx.accounts().insert(account);
      tx.accounts().insert_session({"digest", account.id, "csrf", noon(), noon()});
      for (std::int64_t seq = 1; seq <= 4; ++seq) tx.records().append_audit(audit_row(seq));
    });
  }

  std::vector<std::string> broken() {
    std::vector<std::string> names;
    for (const auto& row : store_->examine()) names.push_back(row.invariant);
    return names;
  }

  void expect_found(const std::string& damage, const std::string& invariant) {
    place_.run(damage);
    EXPECT_THAT(broken(), Contains(invariant)) << damage;
  }
};

TEST_P(ExamineContract, FindsNothingInAWholeStore) {
  EXPECT_THAT(broken(), IsEmpty());
}

TEST_P(ExamineContract, FindsABalanceThatIsNotTheFoldOfItsLedger) {
  expect_found("UPDATE plan SET declared = declared + 1, headcount = headcount + 1 WHERE id = 1",
               "a balance equals the fold of its ledger");
}

TEST_P(ExamineContract, FindsAnEditedEntry) {
  expect_found("UPDATE ledger_entry SET headcount = headcount + 1 WHERE id = 1",
               "a balance equals the fold of its ledger");
  EXPECT_THAT(broken(), Contains("sums by day equal the ledger"));
}

TEST_P(ExamineContract, FindsADeletedEntry) {
  expect_found("DELETE FROM ledger_entry WHERE kind = 'examined'", "a balance equals the fold of its ledger");
}

TEST_P(ExamineContract, FindsSumsThatAreOff) {
  expect_found("UPDATE plan_sum SET headcount = headcount + 1", "sums by plan year equal the plans");
  expect_found("DELETE FROM entry_sum WHERE kind = 'decreased'", "sums by day equal the ledger");
  expect_found(
      "INSERT INTO round_sum (round_year, round_name, round_policy, institution, plans, headcount, examined, passed) "
      "VALUES (2031, 'spring', 'p', 1, 1, 5, 0, 0)",
      "sums by round equal the ledger");
}

TEST_P(ExamineContract, FindsAnApplicationWhoseEntriesAreNotItsLines) {
  expect_found("UPDATE application_line SET headcount = 21 WHERE application = 1",
               "the entries of an approved application equal its lines");
  EXPECT_THAT(broken(), Contains("an application's sums equal its lines"));
}

TEST_P(ExamineContract, FindsEntriesOfAnApplicationThatIsNotApproved) {
  expect_found("UPDATE application SET status = 'rejected' WHERE id = 1",
               "the entries of an approved application equal its lines");
}

TEST_P(ExamineContract, FindsAnEntryOfTheWrongKind) {
  expect_found("UPDATE application SET kind = 'increase' WHERE id = 1", "entries fit the kind of their application");
}

TEST_P(ExamineContract, FindsTwoAwaitingApplicationsOnOnePlan) {
  expect_found(
      "INSERT INTO application_line (application, revision, position, certificate_text, certificate, level_text, "
      "headcount, reason, year, plan_year, plan, before) SELECT 1, 1, 9, certificate_text, certificate, level_text, "
      "headcount, reason, year, plan_year, plan, before FROM application_line WHERE application = 2",
      "the entries of an approved application equal its lines");
  expect_found("UPDATE application SET status = 'submitted' WHERE id = 1", "one awaiting application per plan");
}

TEST_P(ExamineContract, FindsASubmissionWithoutWhatItNeeds) {
  expect_found("UPDATE application SET submitted_at = NULL WHERE id = 2",
               "a submitted application has what submission needs");
}

TEST_P(ExamineContract, LetsAReturnedApplicationBeEmptiedButNotItsSubmittedRevision) {
  write([](ports::Transaction& tx) {
    core::Application application = *tx.applications().application(core::ApplicationId{2});
    application.status = core::Status::returned;
    application.revision += 1;
    application.lines.clear();
    tx.applications().update(application);
  });
  EXPECT_THAT(broken(), IsEmpty());
  expect_found("DELETE FROM application_line WHERE application = 2",
               "a submitted application has what submission needs");
}

TEST_P(ExamineContract, FindsAScanOfNoRevision) {
  expect_found("UPDATE scan SET revision = 5", "a scan's revision exists");
  EXPECT_THAT(broken(), Contains("the scan that an application goes by exists"));
}

TEST_P(ExamineContract, FindsAGapInTheAuditTrail) {
  expect_found("DELETE FROM audit_row WHERE seq = 2", "audit numbers follow without gaps");
  EXPECT_THAT(broken(), Contains("each audit row follows from the one before"));
}

TEST_P(ExamineContract, FindsAnEntryWhoseYearIsNotItsDays) {
  expect_found("UPDATE ledger_entry SET effective_year = 2020 WHERE id = 1", "an entry's year is the year of its day");
}

TEST_P(ExamineContract, FindsAReversalThatMirrorsNothing) {
  expect_found("UPDATE ledger_entry SET reverses = 1 WHERE id = 2", "a reversing entry mirrors the one it takes back");
}

TEST_P(ExamineContract, FindsASessionOfADisabledAccount) {
  expect_found("UPDATE account SET disabled = 1", "a session belongs to an account that may sign in");
}

TEST_P(ExamineContract, FindsGrantsUsedByOthers) {
  expect_found("UPDATE admission SET used_by = 1", "an admission is used by an increase of its institution");
  expect_found("UPDATE waiver SET institution = 2", "a waiver is used by a decrease of its institution");
}

TEST_P(ExamineContract, FindsAClosureThatTheCatalogueForgot) {
  expect_found("UPDATE certificate_level SET closed_from = NULL", "a closed level says so in the catalogue");
}

TEST_P(ExamineContract, FindsANoticeOfAnothersApplication) {
  expect_found(
      "INSERT INTO notice (kind, institution, bureau, round_policy, round_name, round_year, standing, application, "
      "year, "
      "plans, headcount, note, sender, created_at) SELECT 'application-voided', i.id, '', '', '', 0, '', a.id, 2026, "
      "0, "
      "0, '', 'department', 0 FROM application a JOIN institution i ON i.id <> a.institution LIMIT 1",
      "an institution is told of its own voided applications");
}

INSTANTIATE_TEST_SUITE_P(All, ExamineContract, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
