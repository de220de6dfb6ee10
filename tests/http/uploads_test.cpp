#include "http/uploads.hpp"

#include <gtest/gtest.h>

namespace kaoji::http {
namespace {

const core::AccountId kMine{1};
const core::AccountId kTheirs{2};

TEST(Uploads, AreSeenByTheirAccountAlone) {
  Uploads board;
  const auto entry = board.begin(kMine, "key-0001");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(board.find(kMine, "key-0001")->state, UploadState::receiving);
  EXPECT_FALSE(board.find(kTheirs, "key-0001").has_value());
  EXPECT_FALSE(board.find(kMine, "key-0002").has_value());
}

TEST(Uploads, OneForEachKeyOfAnAccount) {
  Uploads board;
  const auto entry = board.begin(kMine, "key-0001");
  EXPECT_EQ(board.begin(kMine, "key-0001"), nullptr);
  EXPECT_NE(board.begin(kTheirs, "key-0001"), nullptr);
}

TEST(Uploads, ShowHowFarTheyHaveCome) {
  Uploads board;
  const auto entry = board.begin(kMine, "key-0001");
  entry->show({3, 10, UploadState::reading});
  EXPECT_EQ(board.find(kMine, "key-0001")->done, 3);
  EXPECT_EQ(board.find(kMine, "key-0001")->all, 10);
}

TEST(Uploads, LeaveTheBoardWhenTheyEndOrAreDropped) {
  Uploads board;
  auto entry = board.begin(kMine, "key-0001");
  entry->end();
  EXPECT_FALSE(board.find(kMine, "key-0001").has_value());
  entry = board.begin(kMine, "key-0002");
  entry.reset();
  EXPECT_FALSE(board.find(kMine, "key-0002").has_value());
}

TEST(Uploads, OneThatEndedDoesNotTakeItsSuccessorAlong) {
  Uploads board;
  auto first = board.begin(kMine, "key-0001");
  first->end();
  const auto second = board.begin(kMine, "key-0001");
  first->show({1, 1, UploadState::finished});
  first.reset();
  ASSERT_TRUE(board.find(kMine, "key-0001").has_value());
  EXPECT_EQ(board.find(kMine, "key-0001")->state, UploadState::receiving);
}

}  // namespace
}  // namespace kaoji::http
