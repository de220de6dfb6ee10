#pragma once

namespace kaoji::cli {

/// From here on nothing of this process's memory, where keys and passwords are, goes to a file when it crashes; nor of
/// the processes that it starts. Throws std::system_error.
void forbid_core_dumps();

}  // namespace kaoji::cli
