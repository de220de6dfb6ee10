#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "cli/replay/story.hpp"
#include "cli/replay/theatre.hpp"

namespace kaoji::cli::replay {

/// How many steps held and how many did not.
struct Tally {
  std::int64_t passed = 0;
  std::int64_t failed = 0;
};

/// Plays every step of a story and hands a line for each to `say`: what was done, what came of it, and where it differs
/// from what the story says.
[[nodiscard]] Tally play(const Story& story, Theatre& theatre, const std::function<void(const std::string&)>& say);

/// What a check found different; empty when all holds.
[[nodiscard]] std::string compare(const Check& check, Theatre& theatre);

/// The act or check in a few words.
[[nodiscard]] std::string words_of(const Act& act);
[[nodiscard]] std::string words_of(const Check& check);

}  // namespace kaoji::cli::replay
