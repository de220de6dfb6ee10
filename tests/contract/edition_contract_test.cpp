#include <fmt/format.h>
#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::EntryKind;
using core::Level;
using testing::ElementsAre;
using testing::IsEmpty;

class EditionContract : public StoreContract {
 protected:
  EditionContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      old_ = declare(tx, {world_.school, world_.web, Level::junior, 2025}, 200);
      young_ = declare(tx, {world_.school, world_.care, Level::senior, 2026}, 100);
      other_ = declare(tx, {world_.college, world_.web, Level::senior, 2025}, 40);
    });
  }

  static ports::Edition edition(int year, const std::string& scope, int number) {
    ports::Edition made;
    made.year = year;
    made.scope = scope;
    made.number = number;
    made.scope_label = "全省";
    made.policy_id = "p";
    made.policy_digest = "d";
    made.cut = {core::EntryId{3}, 0};
    made.frozen_at = noon();
    made.actor = "department";
    made.figures = "kaoji-year-report-1 ";
    made.digest = "00";
    return made;
  }

  static std::int64_t sum_of(const std::vector<ports::EntrySum>& sums, EntryKind kind) {
    std::int64_t sum = 0;
    for (const auto& each : sums) {
      if (each.kind == kind) sum += each.headcount;
    }
    return sum;
  }

  std::vector<std::string> groups(ports::SumsBy by, const ports::Scope& scope, const ports::CertificateScope& of = {}) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::string> found;
      for (const auto& group : tx.plans().grouped_sums({scope, by, 2026, std::nullopt, of})) {
        found.push_back(group.key + " " + std::to_string(sum_of(group.sums, EntryKind::declared)));
      }
      return found;
    });
  }

  SmallWorld world_;
  core::Plan old_;
  core::Plan young_;
  core::Plan other_;
};

TEST_P(EditionContract, SumsAreKeptApartByCertificateAndOrganisation) {
  using enum ports::SumsBy;
  EXPECT_THAT(groups(certificate, {}), ElementsAre("Web前端开发 240", "老年照护 100"));
  EXPECT_THAT(groups(certificate, {.bureau = "410100"}), ElementsAre("Web前端开发 200", "老年照护 100"));
  EXPECT_THAT(groups(certificate, {world_.college, "", {}}), ElementsAre("Web前端开发 40"));
  EXPECT_THAT(groups(institution, {}, {world_.web, ""}), ElementsAre("10001 200", "20001 40"));
  EXPECT_THAT(groups(whole, {}, {world_.care, ""}), ElementsAre(" 100"));
  const std::string owner =
      ask([&](ports::Transaction& tx) { return tx.catalogue().certificate(world_.web)->organisation; });
  const auto of_owner = groups(whole, {}, {std::nullopt, owner});
  ASSERT_EQ(of_owner.size(), 1U);
  EXPECT_THAT(groups(whole, {}, {std::nullopt, "无此组织"}), IsEmpty());
}

TEST_P(EditionContract, TheLedgerFoldedUpToAnEntryKnowsNoLaterOne) {
  const auto cut = ask([](ports::Transaction& tx) { return tx.editions().present_cut(); });
  EXPECT_EQ(cut.last_entry.value, 3);
  write([&](ports::Transaction& tx) {
    EXPECT_EQ(tx.editions().settled_cut().last_entry, cut.last_entry);
    auto sat = entry(old_.id, EntryKind::examined, 50, day(2026, 4, 20));
    sat.passed = 40;
    const auto id = tx.plans().append(sat);
    sat.headcount = -50;
    sat.passed = -40;
    sat.reverses = id;
    tx.plans().append(sat);
    tx.plans().append(entry(old_.id, EntryKind::decreased, 7, day(2026, 9, 20)));
  });
  store_->read([&](ports::Transaction& tx) {
    const auto fold = [&](core::EntryId last) {
      return tx.plans().fold_ledger({last, world_.school, 2026, std::chrono::November / 11});
    };
    const auto then = fold(cut.last_entry);
    ASSERT_EQ(then.size(), 2U);
    EXPECT_EQ(then[0].certificate, world_.web);
    EXPECT_EQ(sum_of(then[0].sums, EntryKind::declared), 200);
    EXPECT_EQ(sum_of(then[0].sums, EntryKind::decreased), 0);
    EXPECT_EQ(sum_of(fold({99})[0].sums, EntryKind::decreased), 7);
    EXPECT_EQ(sum_of(fold({99})[0].sums, EntryKind::examined), 0) << "an assessment that was taken back";
    EXPECT_EQ(sum_of(fold({4})[0].sums, EntryKind::examined), 50);
  });
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(EditionContract, EntriesAreFoundByCertificateAndWhatStaysOutOfTheIndicators) {
  write([&](ports::Transaction& tx) {
    auto aside = entry(old_.id, EntryKind::decreased, 7, day(2026, 9, 20));
    aside.in_indicators = false;
    tx.plans().append(aside);
  });
  const auto count = [&](const ports::EntryFilter& filter) {
    return ask([&](ports::Transaction& tx) { return tx.plans().tally_entries(filter).entries; });
  };
  EXPECT_EQ(count({.certificates = {world_.web, ""}}), 3);
  EXPECT_EQ(count({.certificates = {world_.care, ""}}), 1);
  EXPECT_EQ(count({.in_indicators = false}), 1);
  EXPECT_EQ(count({.in_indicators = true}), 3);
}

TEST_P(EditionContract, EditionsComeNewestFirstAndKeepTheirFigures) {
  std::int64_t id = 0;
  write([&](ports::Transaction& tx) {
    tx.editions().insert(edition(2025, "province", 1));
    tx.editions().insert(edition(2025, "410100", 1));
    id = tx.editions().insert(edition(2025, "province", 2));
  });
  store_->read([&](ports::Transaction& tx) {
    const auto all = tx.editions().editions({2025, "province", 0, 10});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].number, 2);
    EXPECT_EQ(all[0].figures, "") << "a list carries no figures";
    EXPECT_EQ(tx.editions().editions({2025, "province", id, 10}).size(), 1U);
    EXPECT_EQ(tx.editions().editions({2025, "", 0, 2}).size(), 2U);
    EXPECT_EQ(tx.editions().count_editions({2025, "", 0, 0}), 3);
    EXPECT_EQ(tx.editions().count_editions({2026, "", 0, 0}), 0);
    const auto kept = tx.editions().edition(id);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->figures, "kaoji-year-report-1 ");
    EXPECT_EQ(kept->frozen_at, noon());
    EXPECT_EQ(kept->cut.last_entry.value, 3);
    EXPECT_FALSE(tx.editions().edition(id + 1).has_value());
  });
}

TEST_P(EditionContract, OneNumberIsGivenOnce) {
  write([&](ports::Transaction& tx) { tx.editions().insert(edition(2025, "province", 1)); });
  EXPECT_ANY_THROW(write([&](ports::Transaction& tx) { tx.editions().insert(edition(2025, "province", 1)); }));
}

TEST_P(EditionContract, RoundsAreKnownAsTheyStoodAtAnEvent) {
  std::int64_t then = 0;
  write([&](ports::Transaction& tx) {
    auto application = submit(
        tx, tx.applications().insert(draft(world_.school, core::ApplicationKind::new_plans, {old_}, 20), "KJ2026-"),
        spring());
    const auto happened = [&](const char* event, std::int64_t when) {
      ports::ApplicationEvent made;
      made.event = event;
      made.at = noon(when);
      made.revision = application.revision;
      if (made.event == "forwarded") made.stage = core::Stage::preliminary;
      tx.applications().append_event(application.id, made);
    };
    happened("submitted", 10);
    then = tx.editions().settled_cut().last_event;
    happened("forwarded", 20);
  });
  store_->read([&](ports::Transaction& tx) {
    const auto now = tx.applications().round_declared({.round = spring()}, std::nullopt);
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].institution, world_.school);
    EXPECT_EQ(now[0].declared, 20);
    EXPECT_EQ(now[0].reviewed, 20);
    const auto before = tx.applications().round_declared({.round = spring()}, then);
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].reviewed, 0);
    EXPECT_EQ(tx.applications().round_declared({.certificates = {world_.care, ""}}, std::nullopt).size(), 0U);
    EXPECT_EQ(tx.applications().reviews_done({.certificates = {world_.web, ""}}, {noon(0), noon(99)}).size(), 1U);
    EXPECT_EQ(tx.applications().reviews_done({.certificates = {world_.care, ""}}, {noon(0), noon(99)}).size(), 0U);
    EXPECT_EQ(tx.applications().reviews_done({}, {noon(0), noon(99), then}).size(), 0U);
  });
}

class KeptForGood : public StoreContract {
 protected:
  void keep_one() {
    write([&](ports::Transaction& tx) {
      ports::Edition made;
      made.year = 2025;
      made.scope = "province";
      made.digest = "00";
      tx.editions().insert(made);
    });
  }
};

TEST_P(KeptForGood, EditionsAreNeverChangedOrDeleted) {
  keep_one();
  EXPECT_ANY_THROW(place_.run_guarded("UPDATE edition SET figures = 'others'"));
  EXPECT_ANY_THROW(place_.run_guarded("DELETE FROM edition"));
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.editions().edition(1)->digest; }), "00");
  store_->wipe();
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.editions().count_editions({}); }), 0)
      << "only emptying a sandbox takes them away";
}

TEST_P(KeptForGood, SoAreLedgerEntriesAuditRowsAndReceipts) {
  write([&](ports::Transaction& tx) {
    const SmallWorld world = found(tx);
    declare(tx, {world.school, world.web, Level::junior, 2025}, 200);
    ports::AuditRow row;
    row.seq = 1;
    row.prev = "0";
    row.digest = "1";
    tx.records().append_audit(row);
    core::Application application;
    application.institution = world.school;
    tx.records().keep_receipt(tx.applications().insert(application, "K").id, 1, "回执");
  });
  keep_one();
  for (const char* sql :
       {"UPDATE ledger_entry SET headcount = 1", "DELETE FROM ledger_entry", "UPDATE audit_row SET actor = 'another'",
        "DELETE FROM audit_row", "UPDATE signed_receipt SET receipt = ''", "DELETE FROM signed_receipt"}) {
    EXPECT_ANY_THROW(place_.run_guarded(sql)) << sql;
  }
  for (const char* table : {"ledger_entry", "audit_row", "edition", "signed_receipt"}) {
    const bool postgresql = GetParam() == Database::postgresql;
    EXPECT_ANY_THROW(place_.run_guarded(postgresql ? fmt::format("TRUNCATE {} CASCADE", table)
                                                   : fmt::format("REPLACE INTO {0} SELECT * FROM {0}", table)))
        << table;
  }
  store_->read([](ports::Transaction& tx) {
    EXPECT_EQ(tx.records().count_audit({}), 1);
    EXPECT_EQ(tx.plans().live_total(core::InstitutionId{1}, 2025), 200);
  });
}

TEST_P(KeptForGood, SumsOfAnOlderDatabaseAreFilledFromItsLedger) {
  write([&](ports::Transaction& tx) {
    const SmallWorld world = found(tx);
    const core::Plan plan = declare(tx, {world.school, world.web, Level::junior, 2025}, 200);
    tx.plans().append(entry(plan.id, EntryKind::examined, 50, day(2025, 11, 20)));
    tx.plans().append(entry(plan.id, EntryKind::examined, 30, day(2026, 4, 20)));
  });
  store_.reset();
  // What the five newest migrations made; one that comes after them is to be undone here as well.
  undo_newest_migration();
  for (const char* sql :
       {"ALTER TABLE account DROP COLUMN mark", "ALTER TABLE application_event DROP COLUMN mark",
        "ALTER TABLE audit_head DROP COLUMN mark", "ALTER TABLE audit_head DROP COLUMN digest",
        "ALTER TABLE audit_head DROP COLUMN seq", "DROP TABLE sealing_key", "DROP TABLE past_password",
        "DROP TABLE recovery_code", "DROP TABLE second_factor", "ALTER TABLE session DROP COLUMN address",
        "ALTER TABLE session DROP COLUMN stage", "ALTER TABLE account DROP COLUMN password_set_at",
        "DROP TABLE edition", "DROP TABLE institution_certificate_sum", "DROP TABLE certificate_sum",
        "DROP INDEX certificate_by_organisation",
        "DELETE FROM schema_version WHERE version > (SELECT MAX(version) - 4 FROM schema_version)"}) {
    place_.run_guarded(sql);
  }
  store_ = store_sql::open_store(place_.options());
  EXPECT_THAT(store_->examine(), IsEmpty());
  const auto sums = ask([](ports::Transaction& tx) {
    return tx.plans().grouped_sums({{}, ports::SumsBy::certificate, 2026, std::nullopt});
  });
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].key, "Web前端开发");
}

KAOJI_ON_EVERY_DATABASE(EditionContract);
INSTANTIATE_TEST_SUITE_P(All, KeptForGood, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
