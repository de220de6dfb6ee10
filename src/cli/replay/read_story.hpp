#pragma once

#include <string>

#include "cli/replay/story.hpp"

namespace kaoji::cli::replay {

/// Reads a scenario exactly as FORMAT.md says. Throws StoryError for a file that is written otherwise, CommandFailed
/// for one that cannot be read or whose policy is refused.
[[nodiscard]] Story read_story(const std::string& path);

}  // namespace kaoji::cli::replay
