#include "core/policy/policy_book.hpp"

#include <gmock/gmock.h>

#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

/// The notice again under another id, in force from a day.
Policy later(const char* id, const char* from) {
  Policy policy = notice_628();
  policy.id = id;
  policy.effective_from = on(from);
  return policy;
}

std::vector<std::string> opened_last(const PolicyBook& book, const char* now) {
  std::vector<std::string> ids;
  for (const Round& round : book.last_opened(ApplicationKind::decrease, at(now))) ids.push_back(round.ref.policy_id);
  return ids;
}

// Spring opens on 11 March: for whoever comes into force on the 15th the round has begun before it.
TEST(PolicyBook, OfRoundsThatOpenedOnOneDayThatOfThePolicyInForceIsInFront) {
  const std::string old = notice_628().id;
  const PolicyBook book({notice_628(), later("later", "2026-03-15")});
  EXPECT_THAT(opened_last(book, "2026-03-14T23:59:59+08:00"), testing::ElementsAre(old, "later"));
  EXPECT_THAT(opened_last(book, "2026-03-15T00:00:00+08:00"), testing::ElementsAre("later", old));
}

TEST(PolicyBook, ARoundThatOpensUnderTheLaterPolicyIsItsAlone) {
  const PolicyBook book({notice_628(), later("later", "2026-07-01")});
  EXPECT_THAT(opened_last(book, "2026-09-11T00:00:00+08:00"), testing::ElementsAre("later"));
}

}  // namespace
}  // namespace kaoji::core
