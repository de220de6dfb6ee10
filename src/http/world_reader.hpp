#pragma once

#include <string>
#include <string_view>

#include "usecases/load_world.hpp"

namespace kaoji::http {

/// Schema World, read.
struct AskedWorld {
  std::string policy;  ///< text of a policy file
  base::Instant now;
  usecases::World world;
};

/// Reads a small world from JSON. Throws Fault; also `world-invalid` for a bureau, institution or certificate that it
/// names without holding it, or holds twice.
[[nodiscard]] AskedWorld read_world(std::string_view body);

}  // namespace kaoji::http
