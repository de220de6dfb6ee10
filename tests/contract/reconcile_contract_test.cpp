#include <gtest/gtest.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::DifferenceState;
using core::Level;
using core::ReconcileList;

/// Uploads of the platform's export and what is remembered from one to the next.
class ReconcileContract : public StoreContract {
 protected:
  ReconcileContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      id_ = tx.reconcile().insert(upload(), {{"院校", "人数"}, {"甲学院", "3"}, {"乙学院"}});
    });
  }

  static ports::Reconciliation upload() {
    ports::Reconciliation one;
    one.name = "平台导出.csv";
    one.digest = "aa";
    one.bytes = 12;
    one.encoding = "GB18030";
    one.heading_line = 2;
    one.lines = 2;
    one.uploaded_at = noon();
    one.actor = "office";
    one.columns = core::parse_column_map("institution-name=0 headcount=1");
    one.year = 2026;
    return one;
  }

  ports::ReconcileRow row(ReconcileList list, std::int64_t ours, std::int64_t theirs, int year = 2026) const {
    ports::ReconcileRow row;
    row.item = {list,          world_.school, "10001", "某县职业中专", world_.web,         "Web前端开发",
                Level::junior, year,          ours,    theirs,         theirs > 0 ? 7 : 0, theirs > 0 ? 2 : 0};
    return row;
  }

  /// A finished comparison with these rows.
  std::int64_t compared(const std::vector<ports::ReconcileRow>& rows, const std::vector<core::UnknownName>& names = {},
                        const std::vector<core::CellFault>& faults = {}) {
    std::int64_t run = 0;
    write([&](ports::Transaction& tx) {
      run = tx.reconcile().begin_run(id_);
      tx.reconcile().insert_items(id_, run, rows);
      tx.reconcile().insert_names(id_, run, names);
      tx.reconcile().insert_faults(id_, run, faults);
      ports::Reconciliation one = *tx.reconcile().reconciliation(id_);
      one.run = run;
      one.compared_at = noon(5);
      one.compared_by = "office";
      one.counts = {1, 2, 3, 4};
      one.faults = 5;
      one.undecided = 6;
      one.rows_set_aside = 7;
      one.year = std::nullopt;
      tx.reconcile().finish_run(one);
    });
    return run;
  }

  std::vector<ports::ReconcileRow> items(ports::ReconcileFilter filter) {
    filter.reconciliation = id_;
    return ask([&](ports::Transaction& tx) {
      EXPECT_EQ(tx.reconcile().count_items(filter) >= static_cast<std::int64_t>(tx.reconcile().items(filter).size()),
                true);
      return tx.reconcile().items(filter);
    });
  }

  SmallWorld world_;
  std::int64_t id_ = 0;
};

TEST_P(ReconcileContract, AnUploadComesBackWithItsFirstLines) {
  const auto one = ask([&](ports::Transaction& tx) { return tx.reconcile().reconciliation(id_); });
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(one->name, "平台导出.csv");
  EXPECT_EQ(one->encoding, "GB18030");
  EXPECT_EQ(one->columns, upload().columns);
  EXPECT_EQ(one->year, 2026);
  EXPECT_EQ(one->run, 0);
  EXPECT_FALSE(one->compared_at.has_value());
  const auto lines = ask([&](ports::Transaction& tx) { return tx.reconcile().first_lines(id_); });
  EXPECT_EQ(lines, (std::vector<core::CellRow>{{"院校", "人数"}, {"甲学院", "3"}, {"乙学院"}}));
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.reconcile().reconciliation(id_ + 9); }).has_value());
}

TEST_P(ReconcileContract, TheNewestUploadStandsFirst) {
  std::int64_t second = 0;
  write([&](ports::Transaction& tx) { second = tx.reconcile().insert(upload(), {}); });
  const auto all = ask([&](ports::Transaction& tx) { return tx.reconcile().reconciliations(); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all.front().id, second);
}

TEST_P(ReconcileContract, AFinishedComparisonShowsItsFigures) {
  const std::int64_t run = compared({row(ReconcileList::equal, 3, 3)});
  const auto one = ask([&](ports::Transaction& tx) { return *tx.reconcile().reconciliation(id_); });
  EXPECT_EQ(one.run, run);
  EXPECT_EQ(one.counts, (std::array<std::int64_t, 4>{1, 2, 3, 4}));
  EXPECT_EQ(one.faults, 5);
  EXPECT_EQ(one.undecided, 6);
  EXPECT_EQ(one.rows_set_aside, 7);
  EXPECT_EQ(one.compared_at, noon(5));
  EXPECT_FALSE(one.year.has_value());
}

TEST_P(ReconcileContract, AnItemComesBackAsItWasWritten) {
  ports::ReconcileRow written = row(ReconcileList::different, 3, 4);
  written.said = {"高职组", "漏报", DifferenceState::explained, 3, 4, true};
  written.edited_at = noon(3);
  written.editor = "office";
  ports::ReconcileRow unknown = row(ReconcileList::only_there, 0, 9);
  unknown.item.institution = {};
  unknown.item.certificate = {};
  const std::int64_t run = compared({written, unknown});
  const auto all = items({.run = run});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].item, written.item);
  EXPECT_EQ(all[0].said, written.said);
  EXPECT_EQ(all[0].edited_at, noon(3));
  EXPECT_EQ(all[0].version, 1);
  EXPECT_EQ(all[1].item, unknown.item);
  EXPECT_FALSE(all[1].edited_at.has_value());
}

TEST_P(ReconcileContract, FiltersFindWhatTheyName) {
  ports::ReconcileRow other = row(ReconcileList::only_here, 5, 0, 2025);
  other.item.institution = world_.college;
  other.item.institution_code = "20001";
  other.item.institution_name = "某学院";
  other.said.owner = "高职组";
  other.said.state = DifferenceState::working;
  const std::int64_t run = compared({row(ReconcileList::equal, 3, 3), row(ReconcileList::different, 3, 4), other});
  const std::pair<ports::ReconcileFilter, std::size_t> cases[] = {
      {{.run = run}, 3},
      {{.run = run, .list = ReconcileList::equal}, 1},
      {{.run = run, .state = DifferenceState::working}, 1},
      {{.run = run, .institution = "10001"}, 2},
      {{.run = run, .bureau = "410100"}, 2},
      {{.run = run, .year = 2025}, 1},
      {{.run = run, .level = Level::senior}, 0},
      {{.run = run, .owner = "高职组"}, 1},
      {{.run = run, .search = "web前端"}, 3},
      {{.run = run, .search = "2000"}, 1},
      {{.run = run, .search = "%"}, 0},
      {{.run = run, .limit = 2}, 2},
      {{.run = run + 1}, 0},
  };
  for (const auto& [filter, expected] : cases) EXPECT_EQ(items(filter).size(), expected) << filter.search;
  const auto all = items({.run = run});
  EXPECT_EQ(items({.run = run, .after = all[0].id}).size(), 2U);
}

TEST_P(ReconcileContract, AnExplanationIsWrittenAndRemembered) {
  const std::int64_t run = compared({row(ReconcileList::different, 3, 4)});
  ports::ReconcileRow said = items({.run = run}).front();
  said.said = {"甲", "说明", DifferenceState::explained, 3, 4, false};
  said.version = 2;
  said.edited_at = noon(8);
  said.editor = "office";
  const std::string subject = core::subject_of(said.item);
  for (const std::string_view note : {"先前", "说明"}) {
    said.said.note = note;
    write([&](ports::Transaction& tx) {
      tx.reconcile().explain(said);
      tx.reconcile().remember({subject, said.said, noon(8), "office"});
    });
  }
  const auto now = ask([&](ports::Transaction& tx) { return *tx.reconcile().item(id_, run, said.id); });
  EXPECT_EQ(now.said, said.said);
  EXPECT_EQ(now.version, 2);
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.reconcile().item(id_, run + 1, said.id); }).has_value());
  const auto kept = ask([&](ports::Transaction& tx) { return tx.reconcile().explanations(); });
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].subject, subject);
  EXPECT_EQ(kept[0].said, said.said);
}

TEST_P(ReconcileContract, NamesAndFaultsComeBackInTheirOrder) {
  using enum core::NameKind;
  const std::vector<core::UnknownName> names{
      {certificate, core::FoundBy::nothing, "甲证书", "", "甲证书", "", 2, 30},
      {institution, core::FoundBy::set_aside, "甲学院", "77", "甲 学院", "", 1, 3}};
  const std::vector<core::CellFault> faults{{9, core::PlatformField::headcount, "三", core::CellTrouble::no_number},
                                            {3, core::PlatformField::level, "", core::CellTrouble::empty}};
  const std::int64_t run = compared({}, names, faults);
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.reconcile().names(id_, run); }), names);
  const auto told = ask([&](ports::Transaction& tx) { return tx.reconcile().faults(id_, run, 10); });
  EXPECT_EQ(told, (std::vector<core::CellFault>{faults[1], faults[0]}));
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.reconcile().faults(id_, run, 1).size(); }), 1U);
}

TEST_P(ReconcileContract, EarlierComparisonsGoPieceByPiece) {
  const std::int64_t first =
      compared({row(ReconcileList::equal, 1, 1), row(ReconcileList::equal, 2, 2), row(ReconcileList::equal, 3, 3)});
  const std::int64_t second = compared({row(ReconcileList::equal, 4, 4)});
  EXPECT_EQ(second, first + 1);
  int pieces = 0;
  for (bool more = true; more; ++pieces) {
    write([&](ports::Transaction& tx) { more = tx.reconcile().drop_earlier_runs(id_, second, 2); });
  }
  EXPECT_EQ(pieces, 2);
  EXPECT_TRUE(items({.run = first}).empty());
  EXPECT_EQ(items({.run = second}).size(), 1U);
}

TEST_P(ReconcileContract, AnOldUploadKeepsWhatSomebodySpokeOfAndItsFigures) {
  ports::ReconcileRow noted = row(ReconcileList::different, 3, 4);
  noted.said.note = "说明";
  ports::ReconcileRow owned = row(ReconcileList::only_here, 3, 0, 2025);
  owned.said.owner = "甲";
  const std::int64_t run =
      compared({row(ReconcileList::equal, 1, 1), row(ReconcileList::different, 5, 6, 2024), noted, owned},
               {{core::NameKind::certificate, core::FoundBy::nothing, "甲证书", "", "甲证书", "", 2, 30}},
               {{9, core::PlatformField::headcount, "三", core::CellTrouble::no_number}});
  int pieces = 0;
  for (bool more = true; more; ++pieces) {
    write([&](ports::Transaction& tx) { more = tx.reconcile().prune(id_, 1, noon(20)); });
  }
  EXPECT_EQ(pieces, 2);
  const auto kept = items({.run = run});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].said.note, "说明");
  EXPECT_EQ(kept[1].said.owner, "甲");
  store_->read([&](ports::Transaction& tx) {
    EXPECT_TRUE(tx.reconcile().names(id_, run).empty());
    EXPECT_TRUE(tx.reconcile().faults(id_, run, 9).empty());
    EXPECT_EQ(tx.reconcile().reconciliation(id_)->pruned_at, noon(20));
    EXPECT_EQ(tx.reconcile().reconciliation(id_)->counts[3], 4);
  });
  compared({row(ReconcileList::equal, 1, 1)});
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.reconcile().reconciliation(id_)->pruned_at; }).has_value());
}

TEST_P(ReconcileContract, ThePlatformsPlansAreThoseOfTheNewestUploadThatWasCompared) {
  const auto plans = [&] {
    return ask([&](ports::Transaction& tx) { return tx.reconcile().platform_plans(world_.school); });
  };
  EXPECT_FALSE(plans().has_value());
  compared({row(ReconcileList::different, 3, 4), row(ReconcileList::only_here, 3, 0, 2025)});
  ASSERT_EQ(plans()->size(), 2U);
  EXPECT_EQ((*plans())[0].key, (core::PlanKey{world_.school, world_.web, Level::junior, 2026}));
  EXPECT_EQ((*plans())[0].headcount, 4);
  EXPECT_EQ((*plans())[1].headcount, 0);
  EXPECT_TRUE(ask([&](ports::Transaction& tx) { return tx.reconcile().platform_plans(world_.college); })->empty());
  write([&](ports::Transaction& tx) { id_ = tx.reconcile().insert(upload(), {}); });
  EXPECT_EQ(plans()->size(), 2U) << "an upload that nobody compared says nothing yet";
  compared({row(ReconcileList::equal, 3, 3)});
  ASSERT_EQ(plans()->size(), 1U);
  EXPECT_EQ((*plans())[0].headcount, 3);
}

TEST_P(ReconcileContract, ColumnsAndDecisionsAreRemembered) {
  const auto map = core::parse_column_map("certificate=2");
  write([&](ports::Transaction& tx) {
    tx.reconcile().remember_columns("院校|", {});
    tx.reconcile().remember_columns("院校|", map);
    tx.reconcile().put_name_decision({{core::NameKind::institution, "甲", "10001"}, "甲", noon(), "office"});
    tx.reconcile().put_name_decision({{core::NameKind::institution, "甲", ""}, "甲", noon(1), "office"});
    tx.reconcile().put_name_decision({{core::NameKind::certificate, "乙", "Web前端开发"}, "乙", noon(), "office"});
  });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.reconcile().remembered_columns("院校|"); }), map);
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.reconcile().remembered_columns("学校|"); }).has_value());
  auto decisions = ask([&](ports::Transaction& tx) { return tx.reconcile().name_decisions(); });
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[1].decision.target, "");
  EXPECT_EQ(decisions[1].decided_at, noon(1));
  write([&](ports::Transaction& tx) { tx.reconcile().forget_name_decision(core::NameKind::institution, "甲"); });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.reconcile().name_decisions().size(); }), 1U);
}

KAOJI_ON_EVERY_DATABASE(ReconcileContract);

}  // namespace
}  // namespace kaoji::contract
