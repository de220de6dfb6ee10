#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/application/round_standing.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// How one institution stands in a round. Of its drafts no more is told than that they are there.
struct InstitutionProgress {
  core::Institution institution;
  core::Standing standing = core::Standing::not_begun;
  std::int64_t drafts = 0;
  std::int64_t awaiting = 0;
  std::int64_t returned = 0;
  std::int64_t decided = 0;
  std::optional<base::Instant> changed_at;  ///< the latest change of any of them
  std::optional<base::Date> last_day;       ///< on which what is unfinished can still be submitted
  std::optional<ports::Notice> reminder;    ///< the latest one in this round
};

/// How one bureau stands: its institutions by standing, and what lies on its own desk.
struct BureauProgress {
  core::Bureau bureau;
  std::array<std::int64_t, core::kStandingCount> institutions{};
  std::int64_t awaiting = 0;           ///< applications that await its preliminary review
  std::int64_t handed_over = 0;        ///< applications that its package would list
  std::optional<base::Date> last_day;  ///< of its preliminary review, for what awaits it
  std::optional<ports::Notice> reminder;
};

struct RoundProgress {
  core::Round round;
  std::vector<InstitutionProgress> institutions;  ///< in the order of their codes
  std::vector<BureauProgress> bureaus;            ///< in the order of their codes
};

/// The round that is asked for by its name and year; without a name the one whose submit window opened last. Nothing
/// when there is none.
[[nodiscard]] std::optional<core::Round> progress_round(const Context& context, std::optional<std::string_view> name,
                                                        std::optional<int> year);

/// 批次进度 of what the actor's role reaches by `act` (progress-read, reminder-send).
[[nodiscard]] Outcome<RoundProgress> round_progress(ports::Transaction& tx, const Context& context, core::Act act,
                                                    const core::Round& round);

}  // namespace kaoji::usecases
