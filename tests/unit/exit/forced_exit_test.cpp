#include "core/exit/forced_exit.hpp"

#include <gtest/gtest.h>

#include "unit/application/submission_case.hpp"
#include "unit/refusal/tabled_codes.hpp"

namespace kaoji::core {
namespace {

PolicyBook book(int after_years = 1) {
  Policy policy = notice_628();
  policy.exit_after_years = after_years;
  return PolicyBook({policy});
}

struct Candidate {
  const char* name;
  std::int64_t headcount;
  std::int64_t examined;
  const char* declared_on;
  bool exits;
};

TEST(ForcedExit, TakesWhatIsLiveOldEnoughAndNeverExamined) {
  const auto search = exit_search(book(), 2026, at("2026-11-15T10:00:00+08:00"));
  ASSERT_TRUE(search.has_value());
  EXPECT_EQ(search->declared_by, on("2025-11-11"));
  for (const Candidate& each :
       {Candidate{"old and idle", 10, 0, "2025-03-12", true}, Candidate{"a year to the day", 10, 0, "2025-11-11", true},
        Candidate{"a day short of a year", 10, 0, "2025-11-12", false},
        Candidate{"one examined", 10, 1, "2025-03-12", false}, Candidate{"nobody left", 0, 0, "2025-03-12", false}}) {
    Balance balance = plan_of(PlanId{1}, kCertificate, Level::junior, 2025, each.headcount, each.examined).balance;
    balance.declared_on = on(each.declared_on);
    EXPECT_EQ(exits(balance, *search, 2026), each.exits) << each.name;
  }
}

TEST(ForcedExit, TheCutOffIsTheSameWhicheverDayItRunsOn) {
  for (const char* instant :
       {"2026-11-11T00:00:00+08:00", "2026-11-20T23:59:59.999+08:00", "2026-06-01T00:00:00+08:00"}) {
    const auto search = exit_search(book(), 2026, at(instant));
    ASSERT_TRUE(search.has_value()) << instant;
    EXPECT_EQ(search->declared_by, on("2025-11-11"));
  }
  EXPECT_EQ(exit_search(book(2), 2026, at("2026-11-11T00:00:00+08:00"))->declared_by, on("2024-11-11"));
  EXPECT_FALSE(exit_search(book(), 2020, at("2026-11-11T00:00:00+08:00")).has_value());
  EXPECT_FALSE(exit_search(book(), 2021, at("2021-09-29T00:00:00+08:00")).has_value()) << "no policy in force yet";
}

struct Edge {
  const char* instant;
  bool open;
  const char* next;  ///< first day of the next window, when closed
};

TEST(ForcedExit, RunsOnlyInsideItsWindow) {
  for (const Edge& edge :
       {Edge{"2021-11-11T00:00:00+08:00", true, ""}, Edge{"2026-11-10T23:59:59.999+08:00", false, "2026-11-11"},
        Edge{"2026-11-11T00:00:00+08:00", true, ""}, Edge{"2026-11-20T23:59:59.999+08:00", true, ""},
        Edge{"2026-11-21T00:00:00+08:00", false, "2027-11-11"},
        Edge{"2021-09-01T00:00:00+08:00", false, "2021-11-11"}}) {
    const auto finding = check_exit_window(book(), at(edge.instant));
    EXPECT_EQ(!finding.has_value(), edge.open) << edge.instant;
    if (!finding) continue;
    EXPECT_EQ(finding->code, Code::window_closed);
    EXPECT_EQ(finding->clause, "二(四)");
    ASSERT_TRUE(finding->next_window.has_value()) << edge.instant;
    EXPECT_EQ(finding->next_window->first, on(edge.next));
    Findings findings;
    findings.add(*finding);
    expect_well_formed(findings);
  }
}

TEST(ForcedExit, APlanExitsWhole) {
  const Plan plan = plan_of(PlanId{3}, kCertificate, Level::junior, 2025, 25, 0);
  const LedgerEntry entry = exit_entry(plan, on("2026-11-12"), at("2026-11-12T09:00:00+08:00"));
  EXPECT_EQ(entry.kind, EntryKind::exited);
  EXPECT_EQ(entry.headcount, 25);
  EXPECT_EQ(entry.plan, plan.id);
  const Balance gone = after(plan.balance, entry);
  EXPECT_TRUE(gone.exited);
  EXPECT_EQ(live(gone, 2026), 0);
}

TEST(ForcedExit, AMistakeIsTakenBackWhole) {
  const Plan plan = plan_of(PlanId{3}, kCertificate, Level::junior, 2025, 25, 0);
  LedgerEntry exit = exit_entry(plan, on("2026-11-12"), at("2026-11-12T09:00:00+08:00"));
  exit.id = EntryId{8};
  const LedgerEntry back = exit_reversal(exit, on("2026-11-13"), at("2026-11-13T09:00:00+08:00"));
  EXPECT_EQ(back.kind, EntryKind::exited);
  EXPECT_EQ(back.headcount, -25);
  EXPECT_EQ(back.reverses, exit.id);
  EXPECT_EQ(back.effective_on, on("2026-11-13")) << "it takes effect when it is recorded";
  EXPECT_EQ(after(after(plan.balance, exit), back), plan.balance);
}

TEST(ForcedExit, TheNextOneIsThatOfTheOpenWindowOrTheComingOne) {
  for (const auto& [instant, year] :
       {std::pair{"2026-01-01T00:00:00+08:00", 2026}, std::pair{"2026-11-11T00:00:00+08:00", 2026},
        std::pair{"2026-11-20T23:59:59.999+08:00", 2026}, std::pair{"2026-11-21T00:00:00+08:00", 2027}}) {
    EXPECT_EQ(exit_year(book(), at(instant)), year) << instant;
  }
  EXPECT_FALSE(exit_year(book(), at("2021-09-01T00:00:00+08:00")).has_value()) << "no policy in force yet";
}

struct Reminding {
  const char* instant;
  int step;  ///< 0: nobody is reminded
  int days_left;
};

TEST(ForcedExit, TheReminderThatIsDueIsTheOneReachedLast) {
  for (const Reminding& each :
       {Reminding{"2026-08-12T23:59:59.999+08:00", 0, 0}, Reminding{"2026-08-13T00:00:00+08:00", 90, 90},
        Reminding{"2026-09-11T23:59:59.999+08:00", 90, 61}, Reminding{"2026-09-12T00:00:00+08:00", 60, 60},
        Reminding{"2026-10-12T00:00:00+08:00", 30, 30}, Reminding{"2026-11-04T00:00:00+08:00", 7, 7},
        Reminding{"2026-11-10T23:59:59.999+08:00", 7, 1}, Reminding{"2026-11-11T00:00:00+08:00", 0, 0},
        Reminding{"2026-11-20T00:00:00+08:00", 0, 0}, Reminding{"2026-11-21T00:00:00+08:00", 0, 0},
        Reminding{"2021-09-01T00:00:00+08:00", 0, 0}}) {
    const auto due = exit_reminder(book(), at(each.instant));
    EXPECT_EQ(due ? due->step : 0, each.step) << each.instant;
    EXPECT_EQ(due ? due->days_left : 0, each.days_left) << each.instant;
  }
}

TEST(ForcedExit, RemindersGoByThePolicy) {
  Policy policy = notice_628();
  policy.exit_reminder_days = {14};
  EXPECT_FALSE(exit_reminder(PolicyBook({policy}), at("2026-10-27T00:00:00+08:00")).has_value());
  EXPECT_EQ(exit_reminder(PolicyBook({policy}), at("2026-10-28T00:00:00+08:00"))->step, 14);
  policy.exit_reminder_days = {};
  EXPECT_FALSE(exit_reminder(PolicyBook({policy}), at("2026-11-10T00:00:00+08:00")).has_value());
}

}  // namespace
}  // namespace kaoji::core
