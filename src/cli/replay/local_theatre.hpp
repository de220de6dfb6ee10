#pragma once

#include <memory>

#include "cli/replay/theatre.hpp"
#include "ports/crypto.hpp"
#include "ports/store.hpp"

namespace kaoji::cli::replay {

/// Plays on a store, through the same use cases as the server. The store is emptied for each story.
[[nodiscard]] std::unique_ptr<Theatre> make_local_theatre(ports::Store& store, const ports::Crypto& crypto);

}  // namespace kaoji::cli::replay
