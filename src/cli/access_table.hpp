#pragma once

#include <string>

namespace kaoji::cli {

/// Every cell of core/access as JSON, for the walk of tests/api: `{"cells": [{"role", "relation", "act", "status",
/// "access"}, …]}`. `role` is null for a visitor, `status` for an act on something that is no application.
[[nodiscard]] std::string access_table_json();

}  // namespace kaoji::cli
