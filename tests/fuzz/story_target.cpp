#include "cli/failure.hpp"
#include "cli/replay/story_table.hpp"
#include "cli/replay/story_text.hpp"
#include "fuzz/promise.hpp"
#include "fuzz/targets.hpp"
#include "fuzz/text_seeds.hpp"

namespace kaoji::fuzz {

void try_story(std::string_view bytes) {
  try {
    const cli::replay::Story story =
        cli::replay::read_story_text(bytes, [](const std::string&) { return notice_in_order(); });
    promise(!story.title.empty(), "a story that was read has a title");
    for (std::size_t i = 1; i < story.steps.size(); ++i)
      promise(story.steps[i - 1].at <= story.steps[i].at, "steps follow one another");
  } catch (const cli::replay::StoryError& error) {
    promise(!std::string_view(error.what()).empty(), "a story that was not read says why");
  } catch (const cli::CommandFailed& error) {
    promise(!std::string_view(error.what()).empty(), "a story that was not read says why");
  }
}

}  // namespace kaoji::fuzz
