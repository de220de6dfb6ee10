#include "adapters/store_sql/sqlstate.hpp"

#include <gtest/gtest.h>

namespace kaoji::store_sql {
namespace {

TEST(Sqlstate, ALostConnectionIsNotWhatMerelyBelongsToItsClass) {
  EXPECT_EQ(consequence_of("57P01"), Consequence::lost) << "admin_shutdown";
  EXPECT_EQ(consequence_of("57P03"), Consequence::lost) << "cannot_connect_now";
  EXPECT_EQ(consequence_of("08006"), Consequence::lost) << "connection_failure";
  EXPECT_EQ(consequence_of(""), Consequence::lost) << "a broken socket has no state";
  EXPECT_EQ(consequence_of(std::string_view("     ", 5)), Consequence::lost);
  EXPECT_EQ(consequence_of("57014"), Consequence::busy) << "statement_timeout: rolled back";
}

TEST(Sqlstate, WhatWaitedTooLongIsBusyAndNotLost) {
  EXPECT_EQ(consequence_of("55P03"), Consequence::busy) << "lock_timeout";
  EXPECT_EQ(consequence_of("53300"), Consequence::busy) << "too_many_connections";
  EXPECT_EQ(consequence_of("53100"), Consequence::failed) << "disk_full";
}

TEST(Sqlstate, AConnectionEndedWhileIdleCommittedNothing) {
  EXPECT_EQ(consequence_of("25P03"), Consequence::ended_idle);
  EXPECT_EQ(consequence_of("57P05"), Consequence::ended_idle);
}

TEST(Sqlstate, RacesAndRulesAreToldApart) {
  EXPECT_EQ(consequence_of("40001"), Consequence::conflict);
  EXPECT_EQ(consequence_of("40P01"), Consequence::conflict);
  EXPECT_EQ(consequence_of("40003"), Consequence::lost) << "statement_completion_unknown";
  EXPECT_EQ(consequence_of("23505"), Consequence::conflict_on_key);
  EXPECT_EQ(consequence_of("23503"), Consequence::broken_rule);
  EXPECT_EQ(consequence_of("P0001"), Consequence::broken_rule);
  EXPECT_EQ(consequence_of("42601"), Consequence::failed);
}

}  // namespace
}  // namespace kaoji::store_sql
