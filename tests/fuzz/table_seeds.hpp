#pragma once

#include <vector>

#include "fuzz/seeds.hpp"

namespace kaoji::fuzz {

// What seeds_of gives for the targets of table_targets.cpp.
[[nodiscard]] std::vector<Seed> seeds_of_books();
[[nodiscard]] std::vector<Seed> seeds_of_cells();
[[nodiscard]] std::vector<Seed> seeds_of_tables();

}  // namespace kaoji::fuzz
