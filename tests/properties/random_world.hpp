#pragma once

#include <string>

#include "cli/replay/story.hpp"
#include "properties/dice.hpp"
#include "properties/naive_model.hpp"

namespace kaoji::naive {

/// The notice of the model, one of many: caps, scopes, windows, review and exit as the dice fall; often the one of
/// 2021.
[[nodiscard]] Notice random_notice(Dice& dice);
/// The same notice as a policy file.
[[nodiscard]] std::string policy_text(const Notice& notice);
/// Four schools, three certificates and the plans that they carry, at an instant of 2021 to 2023.
[[nodiscard]] Model random_world(Dice& dice);
/// The same world as a story without steps but for the instant at which it begins.
[[nodiscard]] cli::replay::Story story_of(const Model& model);

[[nodiscard]] std::string certificate_name(int certificate);
[[nodiscard]] std::string level_name(int level);
[[nodiscard]] base::Date date_of(Day day);
[[nodiscard]] base::Instant instant_of(Ms at);

}  // namespace kaoji::naive
