#pragma once

#include <memory>
#include <string>

#include "cli/replay/theatre.hpp"

namespace kaoji::cli::replay {

/// Plays through the HTTP API of a running `kaoji serve --sandbox`, whose world and clock each story takes over. `url`
/// is its address, such as http://127.0.0.1:8628.
[[nodiscard]] std::unique_ptr<Theatre> make_http_theatre(const std::string& url);

}  // namespace kaoji::cli::replay
