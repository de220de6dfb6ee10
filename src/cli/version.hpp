#pragma once

namespace kaoji::cli {

/// The version of this program, as CMake's project says it.
[[nodiscard]] const char* version();

}  // namespace kaoji::cli
