#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What awaits the actor, the one due first in front; for an institution, its returned applications.
[[nodiscard]] Outcome<std::vector<ports::ApplicationRow>> worklist(ports::Transaction& tx, const Context& context);

/// What a list of applications is asked for.
struct ApplicationQuery {
  std::vector<core::Status> statuses;
  std::optional<core::ApplicationKind> kind;
  std::string institution;  ///< code
  std::string bureau;       ///< code
  std::optional<core::RoundRef> round;
  std::optional<int> year;
  bool awaiting_me = false;
  bool done_by_me = false;  ///< decided on the actor's desk, and not lying there again
  std::string search;
  core::ApplicationId after;  ///< the last one of the page before; none: the first page
  int limit = 50;
};

struct ApplicationPage {
  std::vector<ports::ApplicationRow> rows;
  std::int64_t total = 0;
  bool more = false;  ///< there is a page after this one
};

/// A page of the applications that the actor may see, newest first (awaiting ones: the one due first in front).
[[nodiscard]] Outcome<ApplicationPage> list_applications(ports::Transaction& tx, const Context& context,
                                                         const ApplicationQuery& query);

/// The applications that a list finds, by state; a state, awaiting_me and done_by_me of the query are not asked.
struct ApplicationCounts {
  std::vector<ports::StatusCount> states;
  std::int64_t awaiting_me = 0;
  std::int64_t due_soon = 0;  ///< of those: the stage closes within two days
  std::int64_t overdue = 0;   ///< of those: it has closed, or the service target has passed
  std::int64_t done_by_me = 0;
};
[[nodiscard]] Outcome<ApplicationCounts> count_applications(ports::Transaction& tx, const Context& context,
                                                            const ApplicationQuery& query);

/// The day after which the stage that an application stands at (or its resubmission) is closed for it; an increase's is
/// the service target (R6). Nothing for a decided one.
[[nodiscard]] std::optional<base::Date> due_day(const Context& context, const ports::ApplicationRow& row,
                                                const std::vector<core::Extension>& extensions);

/// The counters of 工作台.
struct Dashboard {
  std::optional<core::Round> round;  ///< whose submit window opened last
  std::int64_t awaiting = 0;
  std::int64_t due_soon = 0;  ///< what awaits and, for an institution, its drafts: the window closes within two days
  std::int64_t overdue = 0;
  std::int64_t returned = 0;
  std::int64_t drafts = 0;
  std::int64_t exit_candidates = 0;
  std::int64_t fees_overdue = 0;
  std::vector<ports::StatusCount> progress;
};
[[nodiscard]] Outcome<Dashboard> dashboard(ports::Transaction& tx, const Context& context);

}  // namespace kaoji::usecases
