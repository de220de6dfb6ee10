#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/application/application.hpp"
#include "core/policy/deadline.hpp"

namespace kaoji::core {

/// How an institution stands in a round 批次进度: what is least finished of all that it has there.
enum class Standing {
  not_begun,  ///< nothing there, or only what it withdrew
  draft,      ///< a draft without a line yet
  no_scan,    ///< lines, but no scan of them
  unsent,     ///< a scan of them, but no submission
  returned,   ///< returned, and not changed since
  submitted,  ///< nothing left to do, a decision is due
  done,       ///< everything decided
};
inline constexpr std::size_t kStandingCount = static_cast<std::size_t>(Standing::done) + 1;

/// `not-begun`, `no-scan`, …
[[nodiscard]] std::string_view to_text(Standing standing);
[[nodiscard]] std::optional<Standing> parse_standing(std::string_view text);

/// Has the institution done its part? Whoever has is not to be reminded 催办.
[[nodiscard]] bool finished(Standing standing);

/// What one application of a round contributes.
struct RoundPart {
  Status status{};
  bool has_lines = false;
  bool current_scan = false;          ///< of the present revision
  bool changed_since_return = false;  ///< when returned: saved again
};
[[nodiscard]] Standing standing_of(const std::vector<RoundPart>& parts);

/// To which round a draft belongs, which has none yet: to the first of its kind whose submit window (extensions
/// included) ends on or after the day on which the draft was last changed.
class DraftPlace {
 public:
  DraftPlace(const PolicyBook& book, Round round);

  /// Does a draft of `kind`, last changed on `day`, belong to the round?
  [[nodiscard]] bool takes(ApplicationKind kind, base::Date day, const std::vector<Extension>& extensions,
                           std::string_view institution, std::string_view bureau) const;

 private:
  Round round_;
  std::array<std::optional<Round>, 3> before_;  ///< by ApplicationKind: the round of that kind before this one
};

}  // namespace kaoji::core
