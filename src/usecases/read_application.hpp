#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/application/line_rules.hpp"
#include "usecases/signed_scan.hpp"

namespace kaoji::usecases {

struct ReachedApplication;

/// One act on an application: possible for the asker now, or why not and when.
struct ActionState {
  std::string_view act;  ///< save, discard, print, upload, submit, withdraw, claim, release, pass, …
  bool allowed = false;
  std::optional<core::Finding> why;  ///< the headline when it is not allowed
  std::optional<base::Instant> opens;
  std::optional<base::Instant> closes;  ///< the instant from which it is too late
};

/// An application whole, as its page shows it.
struct ApplicationView {
  core::Application application;
  core::Institution institution;
  std::vector<core::ResolvedLine> lines;  ///< figures now for an open one, else as submitted
  std::vector<core::Certificate> certificates;
  std::string form_digest;  ///< of the annex with these lines
  std::vector<ports::ApplicationEvent> timeline;
  std::optional<ScanView> scan;  ///< the newest one, if the application goes by one
  std::vector<ActionState> actions;
  std::optional<core::LastChange> claim;  ///< who has it in hand, and since when
  core::Desk awaits = core::Desk::nobody;
  std::optional<core::Round> round;
  std::optional<base::Date> due;  ///< last day of the stage it stands at
};

/// Everything about an application that the actor has reached.
[[nodiscard]] ApplicationView view_application(ports::Transaction& tx, const Context& context,
                                               ReachedApplication reached);
/// As above, of an application that may not be the actor's to see.
[[nodiscard]] Outcome<ApplicationView> read_application(ports::Transaction& tx, const Context& context,
                                                        core::ApplicationId id);

/// A submitted revision or the present one, with its lines.
struct RevisionView {
  std::int64_t revision = 0;
  std::optional<base::Instant> saved_at;
  std::string saved_by;
  std::optional<base::Instant> submitted_at;
  std::vector<core::Line> lines;
};
[[nodiscard]] Outcome<std::vector<RevisionView>> list_revisions(ports::Transaction& tx, const Context& context,
                                                                core::ApplicationId id);

}  // namespace kaoji::usecases
