#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/system/key_ring.hpp"

namespace kaoji::system {

/// Where an installation's keys lie: its first key in a file of its own, each later one in `folder` as `ID.key`, and
/// in `folder/current` the id of the one that seals now. Before the first rotation there is no folder.
struct KeyPlaces {
  std::string installation_key;
  std::string folder;
};

/// The ring of all these keys. Throws BadKeyFile when a file cannot be read, is open to others, does not hold the key
/// that its name says, or the current key's file is not there.
[[nodiscard]] std::shared_ptr<const KeyRing> read_key_ring(const KeyPlaces& places);

/// The ids of all keys, the current one last.
[[nodiscard]] std::vector<std::string> key_ids(const KeyPlaces& places);

/// Makes a new key and makes it the current one; both on disk when this returns. Its id. Throws BadKeyFile.
std::string add_key(const KeyPlaces& places);

}  // namespace kaoji::system
