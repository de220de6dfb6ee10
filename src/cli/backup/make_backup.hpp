#pragma once

#include <string>

#include "cli/backup/manifest.hpp"
#include "cli/installation.hpp"

namespace kaoji::cli {

/// Copies a data folder and its database into the new folder `target`, while a server runs on them or not: one point in
/// time of the database, every file that it names, the configuration without the database's address, and the ids of the
/// keys. Until it is whole and on disk, nothing stands at `target`. Throws CommandFailed, StoreUnavailable,
/// std::system_error.
Manifest make_backup(const Whereabouts& whereabouts, const std::string& target);

}  // namespace kaoji::cli
