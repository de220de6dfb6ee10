#include "core/policy/refusal_clauses.hpp"

#include <gmock/gmock.h>

#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(RefusalClauses, AreThoseOfThePolicy) {
  const Policy policy = notice_628();
  EXPECT_THAT(clauses_of(Code::cap_exceeded, policy), ElementsAre(policy.decrease_clause));
  EXPECT_THAT(clauses_of(Code::reason_required, policy), ElementsAre(policy.increase_clause, policy.decrease_clause));
  EXPECT_THAT(clauses_of(Code::duplicate_line, policy), IsEmpty());
  for (const RoundRule& round : policy.rounds) {
    EXPECT_THAT(clauses_of(Code::window_closed, policy), Contains(round.clause));
  }
  EXPECT_THAT(clauses_of(Code::window_closed, policy), Contains(policy.exit_clause));
}

TEST(RefusalClauses, AreNamedOnceAndNeverEmpty) {
  Policy policy = notice_628();
  policy.increase_clause = policy.decrease_clause = "三";
  policy.exit_clause.clear();
  EXPECT_THAT(clauses_of(Code::reason_required, policy), ElementsAre("三"));
  EXPECT_THAT(clauses_of(Code::plan_exited, policy), IsEmpty());
}

}  // namespace
}  // namespace kaoji::core
