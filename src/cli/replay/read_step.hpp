#pragma once

#include "cli/replay/story.hpp"
#include "cli/replay/story_table.hpp"

namespace kaoji::cli::replay {

/// Reads one `[[step]]`. Throws StoryError for one that FORMAT.md does not describe.
[[nodiscard]] Step read_step(StoryTable& table);

/// Reads what a `check` compares.
[[nodiscard]] Check read_check(StoryTable& table);

/// Reads `{institution, certificate, level, year}`.
[[nodiscard]] usecases::PlanName read_plan_name(StoryTable table);

}  // namespace kaoji::cli::replay
