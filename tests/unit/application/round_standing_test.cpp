#include "core/application/round_standing.hpp"

#include <gtest/gtest.h>

#include "unit/application/notice_628.hpp"

namespace kaoji::core {
namespace {

constexpr RoundPart kEmptyDraft{Status::draft};
constexpr RoundPart kDraft{Status::draft, true};
constexpr RoundPart kScannedDraft{Status::draft, true, true};
constexpr RoundPart kReturned{Status::returned, true, true};
constexpr RoundPart kMended{Status::returned, true, false, true};
constexpr RoundPart kMendedAndScanned{Status::returned, true, true, true};
constexpr RoundPart kSubmitted{Status::submitted, true, true};
constexpr RoundPart kForwarded{Status::forwarded, true, true};
constexpr RoundPart kApproved{Status::approved, true, true};
constexpr RoundPart kRejected{Status::rejected, true, true};
constexpr RoundPart kVoided{Status::voided, true, true};
constexpr RoundPart kWithdrawn{Status::withdrawn, true, true};

TEST(Standing, IsThatOfTheLeastFinished) {
  struct Row {
    std::vector<RoundPart> parts;
    Standing expected;
  };
  const std::vector<Row> rows{
      {{}, Standing::not_begun},
      {{kWithdrawn}, Standing::not_begun},
      {{kEmptyDraft}, Standing::draft},
      {{kDraft}, Standing::no_scan},
      {{kScannedDraft}, Standing::unsent},
      {{kSubmitted}, Standing::submitted},
      {{kForwarded}, Standing::submitted},
      {{kReturned}, Standing::returned},
      {{kMended}, Standing::no_scan},
      {{kMendedAndScanned}, Standing::unsent},
      {{kApproved}, Standing::done},
      {{kRejected}, Standing::done},
      {{kVoided}, Standing::done},
      {{kApproved, kSubmitted}, Standing::submitted},
      {{kSubmitted, kScannedDraft}, Standing::unsent},
      {{kScannedDraft, kDraft, kEmptyDraft}, Standing::draft},
      {{kEmptyDraft, kReturned, kApproved}, Standing::returned},
      {{kWithdrawn, kApproved}, Standing::done},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(standing_of(rows[i].parts), rows[i].expected) << i;
}

TEST(Standing, OnlyWhoSubmittedEverythingHasFinished) {
  for (std::size_t i = 0; i < kStandingCount; ++i) {
    const auto standing = static_cast<Standing>(i);
    EXPECT_EQ(finished(standing), standing == Standing::submitted || standing == Standing::done) << i;
    EXPECT_EQ(parse_standing(to_text(standing)), standing);
  }
  EXPECT_EQ(parse_standing("idle"), std::nullopt);
}

Round round_of(const PolicyBook& book, int year, std::string_view name) {
  for (const Round& round : book.rounds_of_year(year)) {
    if (round.ref.name == name) return round;
  }
  ADD_FAILURE() << year << ' ' << name;
  return {};
}

// Submit windows of notice 628: 21 to 30 October 2021, 11 to 20 March and September from 2022 on.
TEST(DraftPlace, IsTheFirstRoundOfItsKindThatIsNotOverWhenTheDraftWasLastChanged) {
  const PolicyBook book({notice_628()});
  const DraftPlace spring(book, round_of(book, 2026, "spring"));
  const DraftPlace autumn(book, round_of(book, 2026, "autumn"));
  struct Row {
    const char* day;
    bool spring;
    bool autumn;
  };
  for (const Row& row : {Row{"2025-09-20", false, false},
                         {"2025-09-21", true, false},
                         {"2026-01-05", true, false},
                         {"2026-03-11", true, false},
                         {"2026-03-20", true, false},
                         {"2026-03-21", false, true},
                         {"2026-09-20", false, true},
                         {"2026-09-21", false, false}}) {
    EXPECT_EQ(spring.takes(ApplicationKind::new_plans, on(row.day), {}, "1", ""), row.spring) << row.day;
    EXPECT_EQ(autumn.takes(ApplicationKind::new_plans, on(row.day), {}, "1", ""), row.autumn) << row.day;
    EXPECT_FALSE(spring.takes(ApplicationKind::increase, on(row.day), {}, "1", "")) << row.day;
  }
}

TEST(DraftPlace, AnExtensionKeepsADraftInItsRound) {
  const PolicyBook book({notice_628()});
  const Round round = round_of(book, 2026, "spring");
  const std::vector<Extension> extensions{{round.ref, Stage::submit, on("2026-03-31"), "1", ""}};
  const DraftPlace spring(book, round);
  const DraftPlace autumn(book, round_of(book, 2026, "autumn"));
  EXPECT_TRUE(spring.takes(ApplicationKind::decrease, on("2026-03-31"), extensions, "1", ""));
  EXPECT_FALSE(autumn.takes(ApplicationKind::decrease, on("2026-03-31"), extensions, "1", ""));
  EXPECT_FALSE(spring.takes(ApplicationKind::decrease, on("2026-03-31"), extensions, "2", ""));
  EXPECT_TRUE(autumn.takes(ApplicationKind::decrease, on("2026-04-01"), extensions, "1", ""));
}

}  // namespace
}  // namespace kaoji::core
