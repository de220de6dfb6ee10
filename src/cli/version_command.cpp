#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace kaoji::cli {

void add_version(CLI::App& app, Action& action) {
  CLI::App* version = app.add_subcommand("version", "显示版本 Print the version");
  version->callback([&action] {
    action = [] {
      fmt::print("kaoji {}\n", KAOJI_VERSION);
      return 0;
    };
  });
}

}  // namespace kaoji::cli
