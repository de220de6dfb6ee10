#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/policy_book.hpp"

namespace kaoji::core {

/// 延期: the office lets a stage of one round last until a later day, for those whom it names.
struct Extension {
  RoundRef round;
  Stage stage{};
  base::Date until{};
  std::string institution;  ///< code; empty: not for one institution
  std::string bureau;       ///< code; empty: not for one bureau. Both empty: for all

  /// Is an application of this institution (with its bureau, empty if it has none) among those named?
  [[nodiscard]] bool covers(std::string_view institution_code, std::string_view bureau_code) const;
};

/// The window of `stage` in `round` for this institution: the policy's, its last day moved by the extensions.
[[nodiscard]] DayWindow window_for(const Round& round, Stage stage, const std::vector<Extension>& extensions,
                                   std::string_view institution, std::string_view bureau);

/// The round into which a first submission of a windowed `kind` falls at `now`: the open one, else one whose submit
/// window an extension keeps open for this institution. Nothing: R1 refuses.
[[nodiscard]] std::optional<Round> round_for_submission(const PolicyBook& book, ApplicationKind kind,
                                                        const std::vector<Extension>& extensions,
                                                        std::string_view institution, std::string_view bureau,
                                                        base::Instant now);

/// How a kind's stage stands at `now` by the policy alone, extensions aside.
struct WindowNow {
  bool open = false;
  bool bound = true;                 ///< false: this kind knows no windows
  std::optional<Round> round;        ///< the open one, else the next
  std::optional<base::Date> closes;  ///< when open: its last day
  std::optional<base::Date> opens;   ///< when closed: the first day of the next one, if there is one
};
[[nodiscard]] WindowNow window_now(const PolicyBook& book, ApplicationKind kind, Stage stage, base::Instant now);

/// The refusal `window-closed` for `stage` of a `kind`: with the clause of `round` if given (the round that the
/// application belongs to), else of the round that comes next, and with the next window.
[[nodiscard]] Finding window_closed(const PolicyBook& book, ApplicationKind kind, Stage stage,
                                    const std::optional<DayWindow>& missed, std::string_view clause, base::Instant now);

}  // namespace kaoji::core
