#pragma once

#include <vector>

#include "fuzz/seeds.hpp"

namespace kaoji::fuzz {

// What seeds_of gives for the targets of text_targets.cpp.
[[nodiscard]] std::vector<Seed> seeds_of_requests();
[[nodiscard]] std::vector<Seed> seeds_of_json();
[[nodiscard]] std::vector<Seed> seeds_of_uploads();
[[nodiscard]] std::vector<Seed> seeds_of_policies();
[[nodiscard]] std::vector<Seed> seeds_of_catalogues();
[[nodiscard]] std::vector<Seed> seeds_of_stories();
/// A notice that is in order.
[[nodiscard]] std::string notice_in_order();

}  // namespace kaoji::fuzz
