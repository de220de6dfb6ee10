#pragma once

#include <string>

namespace kaoji::golden {

/// The content of tests/golden/expected/NAME. With KAOJI_UPDATE_GOLDEN set in the environment the file is first
/// written from actual, to be looked at and committed.
std::string golden(const std::string& name, const std::string& actual);

}  // namespace kaoji::golden
