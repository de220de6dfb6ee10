#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/replay/story.hpp"

namespace kaoji::cli::replay {

/// Reads the text of a scenario exactly as FORMAT.md says. `policy_of` gives the text of the policy that it names.
/// Throws StoryError for what is written otherwise, CommandFailed when the policy is refused.
[[nodiscard]] Story read_story_text(std::string_view text,
                                    const std::function<std::string(const std::string& named)>& policy_of);

}  // namespace kaoji::cli::replay
