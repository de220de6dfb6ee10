#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What awaits the actor, oldest submission first; for an institution, its returned applications.
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
  std::string search;
  core::ApplicationId after;  ///< the last one of the page before; none: the first page
  int limit = 50;
};

struct ApplicationPage {
  std::vector<ports::ApplicationRow> rows;
  std::int64_t total = 0;
  bool more = false;  ///< there is a page after this one
};

/// A page of the applications that the actor may see, newest first (awaiting ones: oldest submission first).
[[nodiscard]] Outcome<ApplicationPage> list_applications(ports::Transaction& tx, const Context& context,
                                                         const ApplicationQuery& query);

/// The day after which the stage that an application stands at (or its resubmission) is closed for it; an increase's is
/// the service target (R6). Nothing for a decided one.
[[nodiscard]] std::optional<base::Date> due_day(const Context& context, const ports::ApplicationRow& row,
                                                const std::vector<core::Extension>& extensions);

/// The counters of 工作台.
struct Dashboard {
  std::optional<core::Round> round;  ///< whose submit window opened last
  std::int64_t awaiting = 0;
  std::int64_t due_soon = 0;
  std::int64_t overdue = 0;
  std::int64_t returned = 0;
  std::int64_t drafts = 0;
  std::int64_t exit_candidates = 0;
  std::vector<ports::StatusCount> progress;
};
[[nodiscard]] Outcome<Dashboard> dashboard(ports::Transaction& tx, const Context& context);

}  // namespace kaoji::usecases
