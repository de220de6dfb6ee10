#pragma once

#include <string>
#include <vector>

#include "adapters/policy_toml/read_policy.hpp"
#include "core/policy/policy_book.hpp"

namespace kaoji::cli {

/// The policies of the program itself and those of a folder, with the files that were refused. A file of the folder may
/// not take the id of one of the program's.
[[nodiscard]] policy_toml::PolicyFolder load_policies(const std::string& folder);

/// As above, as a book. Throws CommandFailed with every error when a file was refused.
[[nodiscard]] core::PolicyBook load_book(const std::string& folder);

/// One policy by a path or, where no file is, by the id of one of the program's. Throws CommandFailed with every error
/// of a bad file.
[[nodiscard]] core::Policy load_policy(const std::string& path_or_id);

}  // namespace kaoji::cli
