#pragma once

#include <string>
#include <vector>

#include "adapters/policy_toml/read_policy.hpp"
#include "core/policy/policy_book.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// The notices of the program itself and those of a folder. A file of the folder may not take the id of one of the
/// program's. Throws CommandFailed with every error when a file was refused.
[[nodiscard]] std::vector<ports::NoticeFile> load_notices(const std::string& folder);

/// Throws CommandFailed when one of them has the id of an uploaded policy.
void check_no_upload_among(const std::vector<ports::NoticeFile>& notices, ports::Store& store);

/// The notices above and the uploaded ones that were put in force, as a book. Throws CommandFailed.
[[nodiscard]] core::PolicyBook load_book(const std::string& folder, ports::Store& store);

/// One policy by a path or, where no file is, by the id of one of the program's. Throws CommandFailed with every error
/// of a bad file.
[[nodiscard]] core::Policy load_policy(const std::string& path_or_id);

}  // namespace kaoji::cli
