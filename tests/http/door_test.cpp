#include "http/door.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace kaoji::http {
namespace {

TEST(Door, OpensForAsManyAsThereIsRoomForAndAgainWhenOneHasLeft) {
  Door door(2);
  EXPECT_TRUE(door.opens());
  door.entered();
  EXPECT_TRUE(door.opens());
  door.entered();
  EXPECT_FALSE(door.opens());
  EXPECT_TRUE(door.left()) << "accepting had stopped";
  EXPECT_FALSE(door.left()) << "and has begun again";
}

TEST(Door, IsStuckWhenSomebodyKnocksTwiceAndNobodyCameIn) {
  Door door(2);
  EXPECT_TRUE(door.opens());
  EXPECT_FALSE(door.stuck(true));
  EXPECT_TRUE(door.stuck(true));
  EXPECT_FALSE(door.stuck(true)) << "it was begun anew";
  door.entered();
  EXPECT_FALSE(door.stuck(true)) << "somebody came in";
  EXPECT_FALSE(door.stuck(false));
  EXPECT_FALSE(door.stuck(true));
}

TEST(Door, IsNotStuckWhenItIsFull) {
  Door door(1);
  door.entered();
  EXPECT_FALSE(door.opens());
  EXPECT_FALSE(door.stuck(true));
  EXPECT_FALSE(door.stuck(true));
  EXPECT_FALSE(door.stuck(true));
}

TEST(Door, LeavesDescriptorsToTheDatabase) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit few{64, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  EXPECT_EQ(connections_that_fit(2048), 24U);
  EXPECT_EQ(connections_that_fit(8), 8U);
  const rlimit fewer{32, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &fewer), 0);
  EXPECT_EQ(connections_that_fit(2048), 1U);
  ::setrlimit(RLIMIT_NOFILE, &before);
}

}  // namespace
}  // namespace kaoji::http
