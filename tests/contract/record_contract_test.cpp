#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RecordContract : public StoreContract {
 protected:
  void append(std::int64_t first, std::int64_t last) {
    write([&](ports::Transaction& tx) {
      for (std::int64_t seq = first; seq <= last; ++seq) tx.records().append_audit(audit_row(seq));
    });
  }
  std::vector<std::int64_t> seqs(const ports::AuditFilter& filter) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::int64_t> seqs;
      for (const auto& row : tx.records().audit(filter)) seqs.push_back(row.seq);
      return seqs;
    });
  }
};

TEST_P(RecordContract, TheLastAuditRowIsTheNewest) {
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.records().last_audit_row(); }));
  append(1, 3);
  write([](ports::Transaction& tx) {
    const auto last = tx.records().last_audit_row();
    ASSERT_TRUE(last);
    const ports::AuditRow expected = audit_row(3);
    EXPECT_EQ(last->seq, 3);
    EXPECT_EQ(last->at, expected.at);
    EXPECT_EQ(last->account, expected.account);
    EXPECT_EQ(last->actor, expected.actor);
    EXPECT_EQ(last->role, expected.role);
    EXPECT_EQ(last->act, expected.act);
    EXPECT_EQ(last->object, expected.object);
    EXPECT_EQ(last->result, expected.result);
    EXPECT_EQ(last->detail, expected.detail);
    EXPECT_EQ(last->request_id, expected.request_id);
    EXPECT_EQ(last->address, expected.address);
    EXPECT_EQ(last->prev, expected.prev);
    EXPECT_EQ(last->digest, expected.digest);
  });
}

TEST_P(RecordContract, AnAuditNumberIsGivenOnce) {
  append(1, 2);
  EXPECT_ANY_THROW(append(2, 2));
  EXPECT_THAT(seqs({}), ElementsAre(2, 1));
}

TEST_P(RecordContract, ListsTheAuditTrailByFilterNewestFirst) {
  append(1, 6);
  EXPECT_THAT(seqs({}), ElementsAre(6, 5, 4, 3, 2, 1));
  EXPECT_THAT(seqs({.actor = "clerk"}), ElementsAre(5, 3, 1));
  EXPECT_THAT(seqs({.act = "sign-in"}), ElementsAre(6, 3));
  EXPECT_THAT(seqs({.object = "application/4"}), ElementsAre(4));
  EXPECT_THAT(seqs({.from = noon(2), .until = noon(4)}), ElementsAre(3, 2));
  EXPECT_THAT(seqs({.before_seq = 3}), ElementsAre(2, 1));
  EXPECT_THAT(seqs({.limit = 2}), ElementsAre(6, 5));
  EXPECT_EQ(ask([](ports::Transaction& tx) {
              return tx.records().count_audit({.actor = "clerk", .before_seq = 3, .limit = 1});
            }),
            3);
}

TEST_P(RecordContract, WalksTheWholeTrailFromTheFirstRow) {
  append(1, 2300);
  std::int64_t seen = 0;
  store_->read([&](ports::Transaction& tx) {
    tx.records().each_audit_row({}, [&](const ports::AuditRow& row) { EXPECT_EQ(row.seq, ++seen); });
  });
  EXPECT_EQ(seen, 2300);
}

TEST_P(RecordContract, KeepsAnAnswerForItsAccountAndKey) {
  const core::AccountId account{7};
  write([&](ports::Transaction& tx) {
    tx.records().keep_answer(account, "key", {"digest", 201, "application/json", "\"1\"", "/api/x", "正文"}, noon(1));
    tx.records().keep_answer(core::AccountId{8}, "key", {"other", 200, "", "", "", ""}, noon(2));
  });
  const auto answer = ask([&](ports::Transaction& tx) { return tx.records().answer(account, "key"); });
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->request_digest, "digest");
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->content_type, "application/json");
  EXPECT_EQ(answer->etag, "\"1\"");
  EXPECT_EQ(answer->location, "/api/x");
  EXPECT_EQ(answer->body, "正文");
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.records().answer(account, "other"); }));
  EXPECT_ANY_THROW(write([&](ports::Transaction& tx) {
    tx.records().keep_answer(account, "key", {"digest", 500, "", "", "", ""}, noon(3));
  }));
  write([](ports::Transaction& tx) { tx.records().drop_answers_before(noon(2)); });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.records().answer(account, "key"); }));
  EXPECT_TRUE(ask([&](ports::Transaction& tx) { return tx.records().answer(core::AccountId{8}, "key"); }));
}

TEST_P(RecordContract, ASettingKeepsItsLastValue) {
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.records().setting("made-by"); }));
  for (const std::string_view value : {"init", ""}) {
    write([&](ports::Transaction& tx) { tx.records().put_setting("made-by", value); });
    EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.records().setting("made-by"); }), value);
  }
}

TEST_P(RecordContract, ExitRunsNewestFirst) {
  write([](ports::Transaction& tx) {
    const auto first = tx.records().insert_exit_run({0, 2026, noon(1), "province", 3, 40});
    EXPECT_LT(first, tx.records().insert_exit_run({0, 2026, noon(2), "province", 0, 0}));
  });
  const auto runs = ask([](ports::Transaction& tx) { return tx.records().exit_runs(); });
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[1].year, 2026);
  EXPECT_EQ(runs[1].ran_at, noon(1));
  EXPECT_EQ(runs[1].actor, "province");
  EXPECT_EQ(runs[1].plans, 3);
  EXPECT_EQ(runs[1].headcount, 40);
}

KAOJI_ON_EVERY_DATABASE(RecordContract);

}  // namespace
}  // namespace kaoji::contract
