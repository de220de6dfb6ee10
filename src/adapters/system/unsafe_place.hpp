#pragma once

#include <optional>
#include <string>

namespace kaoji::system {

/// The name of the file system on which this folder lies (its nearest parent, when it is not there yet), if it is one
/// that does not keep what was synced or does not lock for all: NFS, CIFS and memory. A build for tests lets all pass
/// when KAOJI_ANY_FOLDER is set.
[[nodiscard]] std::optional<std::string> unsafe_place(const std::string& folder);

}  // namespace kaoji::system
