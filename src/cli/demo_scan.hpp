#pragma once

#include <string>

namespace kaoji::cli {

/// A one-page PDF that says that it is made up, in place of the scans of the demo world's applications.
[[nodiscard]] std::string demo_scan();

}  // namespace kaoji::cli
