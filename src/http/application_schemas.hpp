#pragma once

#include <vector>

#include "http/asked.hpp"
#include "http/shared_schemas.hpp"
#include "usecases/read_application.hpp"
#include "usecases/review_application.hpp"
#include "usecases/submit_application.hpp"
#include "usecases/worklist.hpp"

namespace kaoji::http {

/// Schema ApplicationSummary. `extensions`: all that may move its due day.
void write_summary(JsonWriter& json, Directory& directory, const usecases::Context& context,
                   const ports::ApplicationRow& row, const std::vector<core::Extension>& extensions);

/// The row that an application would be in a list.
[[nodiscard]] ports::ApplicationRow row_of(const core::Application& application, const core::Institution& institution);

/// All granted extensions, for due days.
[[nodiscard]] std::vector<core::Extension> all_extensions(ports::Transaction& tx);

/// Schema Application.
[[nodiscard]] std::string application_text(ports::Transaction& tx, const Asked& asked,
                                           const usecases::ApplicationView& view);

/// Schema Check.
[[nodiscard]] std::string check_text(ports::Transaction& tx, const Asked& asked,
                                     const usecases::CheckedSubmission& checked);

/// Schema ReviewOutcome.
[[nodiscard]] std::string review_text(ports::Transaction& tx, const Asked& asked, const usecases::Reviewed& reviewed,
                                      bool dry_run);

/// The members that Action and ActionNow share, into an object that is begun.
void write_action_members(JsonWriter& json, const usecases::ActionState& action);

/// A cap to be shown: R7's figures, and what is asked beside them.
struct ShownCap {
  core::CapFigures figures;
  core::CapScope scope{};
  std::int64_t asked = 0;
  bool waived = false;
  std::optional<core::Round> round;
};
/// Schema Cap.
void write_cap(JsonWriter& json, const ShownCap& cap);

}  // namespace kaoji::http
