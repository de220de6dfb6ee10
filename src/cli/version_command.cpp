#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/version.hpp"

namespace kaoji::cli {

const char* version() {
  return KAOJI_VERSION;
}

void add_version(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("version", "显示版本 Print the version");
  command->callback([&action] {
    action = [] {
      fmt::print("kaoji {}\n", version());
      return 0;
    };
  });
}

}  // namespace kaoji::cli
