#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/application/submission.hpp"
#include "core/review/platform_agreement.hpp"

namespace kaoji::core {

/// 通过 pass, 退回修改 return, 不予通过 reject.
enum class Decision { pass, give_back, reject };

/// A line that the reviewer leaves out, counted from 0.
struct ExceptedLine {
  std::size_t line = 0;
  std::string reason;
};

struct ReviewWish {
  Decision decision{};
  std::string note;
  std::vector<ExceptedLine> except;  ///< with pass
};

/// What the rules need to know to judge a review.
struct ReviewFacts {
  Institution institution;
  LineFacts lines;
  std::int64_t live_total = 0;
  std::vector<RoundDecrease> round_decreases;  ///< of the institution's other applications in this one's round
  std::vector<Extension> extensions;
  /// What the platform has, where the policy wants a final approval to agree with it; nothing where it does not, and
  /// where that is not known (a trial on the past).
  std::optional<PlatformSide> platform;
};

/// A ledger entry that an approval will append: on `line`'s plan, which a `new` line may have to make first.
struct EntryWish {
  PlanKey key;
  LedgerEntry entry;  ///< without ids, actor and recorded instant
};

/// All findings and all consequences of a review.
struct ReviewAssessment {
  Findings findings;
  Stage stage{};  ///< at which the application stands
  Status becomes{};
  Desk decides_next = Desk::nobody;
  std::vector<ResolvedLine> lines;  ///< with the excepted lines marked
  std::vector<EntryWish> entries;   ///< what an approval writes; empty otherwise
  std::optional<CapFigures> cap;    ///< of a decrease: beside this application
  std::int64_t asked = 0;           ///< persons that the lines that are not excepted add or cut
  std::string policy_id;
  std::string clause;
};

/// R2 with the window of the stage, R11, the rules on notes, and for a final approval R5, R7, R8 and R16 again over the
/// lines that are not excepted (fine print), and that they agree with the platform where the policy asks it. The
/// application must be awaiting; access is asked before.
[[nodiscard]] ReviewAssessment assess_review(const PolicyBook& book, const Application& application,
                                             const ReviewFacts& facts, const ReviewWish& wish, base::Instant now);

/// `pass`, `return`, `reject`.
[[nodiscard]] std::string_view to_text(Decision decision);
[[nodiscard]] std::optional<Decision> parse_decision(std::string_view text);

}  // namespace kaoji::core
