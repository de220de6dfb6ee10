#pragma once

#include <string>
#include <vector>

#include "cli/backup/manifest.hpp"
#include "cli/data_folder.hpp"

namespace kaoji::cli {

/// The files of a data folder that a backup takes beside the database, as paths below the folder, in order. Whoever
/// keeps something else in the data folder adds it here. Asked after the database was copied: a file is on disk before
/// the row that names it is.
[[nodiscard]] std::vector<std::string> files_beside_database(const DataFolder& folder);

/// The keys of a data folder, which no backup takes: names of their files, with their ids. A new kind of key is added
/// here.
[[nodiscard]] std::vector<NotedKey> keys_of(const DataFolder& folder);

/// The id of the key in a file, as `kaoji keys` says it; the empty text when there is no such file.
[[nodiscard]] std::string key_id_of_file(const std::string& path);

}  // namespace kaoji::cli
