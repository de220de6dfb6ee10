#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// What is PostgreSQL's alone: connections that break. No test of it runs without a cluster.
class PostgresqlConnections : public StoreContract {
 protected:
  /// Breaks every connection that holds a lock on a table of this test's schema.
  void break_connections() {
    place_.run(
        "SELECT count(pg_terminate_backend(pid)) FROM (SELECT DISTINCT l.pid FROM pg_locks l "
        "JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND l.pid <> pg_backend_pid()) held");
  }
};

TEST_P(PostgresqlConnections, AWriteWhoseConnectionBreaksBeforeTheCommitRunsOnceMore) {
  int runs = 0;
  write([&](ports::Transaction& tx) {
    ++runs;
    tx.catalogue().put_bureau({"1", "甲"});
    if (runs == 1) break_connections();
    tx.catalogue().put_bureau({"2", "乙"});
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.catalogue().bureaus().size(); }), 2U);
}

TEST_P(PostgresqlConnections, AWriteWhoseConnectionAlwaysBreaksIsUnavailableAndLeavesNothing) {
  EXPECT_THROW(write([&](ports::Transaction& tx) {
                 tx.catalogue().put_bureau({"1", "甲"});
                 break_connections();
                 tx.catalogue().put_bureau({"2", "乙"});
               }),
               ports::StoreUnavailable);
  EXPECT_THAT(ask([](ports::Transaction& tx) { return tx.catalogue().bureaus(); }), IsEmpty());
  write([](ports::Transaction& tx) { tx.catalogue().put_bureau({"3", "丙"}); });
}

TEST_P(PostgresqlConnections, AConnectionThatBreaksAtTheCommitLeavesTheOutcomeUnknown) {
  EXPECT_THROW(write([&](ports::Transaction& tx) {
                 tx.catalogue().put_bureau({"1", "甲"});
                 break_connections();
               }),
               ports::OutcomeUnknown);
  write([](ports::Transaction& tx) { tx.catalogue().put_bureau({"3", "丙"}); });
}

TEST_P(PostgresqlConnections, AReaderWhoseConnectionBrokeIsReplaced) {
  EXPECT_THROW(store_->read([&](ports::Transaction& tx) {
    (void)tx.catalogue().bureaus();
    break_connections();
    (void)tx.catalogue().bureaus();
  }),
               ports::StoreUnavailable);
  EXPECT_THAT(ask([](ports::Transaction& tx) { return tx.catalogue().bureaus(); }), IsEmpty());
}

TEST_P(PostgresqlConnections, ASecondProgramIsRefusedAndToldWhatToDo) {
  try {
    (void)store_sql::open_store(place_.options());
    FAIL();
  } catch (const ports::StoreUnavailable& refusal) {
    EXPECT_THAT(refusal.what(), AllOf(HasSubstr("数据库已被另一个 kaoji 占用"), HasSubstr("pg_terminate_backend")));
  }
}

std::vector<Database> clusters() {
  std::vector<Database> databases = all_databases();
  std::erase_if(databases, [](Database database) { return database != Database::postgresql; });
  return databases;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresqlConnections);
INSTANTIATE_TEST_SUITE_P(All, PostgresqlConnections, testing::ValuesIn(clusters()), test_name);

}  // namespace
}  // namespace kaoji::contract
