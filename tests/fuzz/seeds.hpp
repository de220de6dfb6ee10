#pragma once

#include <string>
#include <vector>

namespace kaoji::fuzz {

/// A file to begin from.
struct Seed {
  std::string name;
  std::string bytes;
};

/// What a target of that name begins from: files in order, broken ones and hostile ones. Made anew each time, always
/// the same; what a run found besides lies in tests/fuzz/corpus.
std::vector<Seed> seeds_of(std::string_view target);

}  // namespace kaoji::fuzz
