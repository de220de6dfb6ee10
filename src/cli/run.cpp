#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "cli/commands.hpp"
#include "cli/core_dumps.hpp"

namespace kaoji::cli {

namespace {

int do_action(const Action& action) {
  try {
    forbid_core_dumps();
    return action();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app(
      "考计：1+X证书制度考核计划的申报、审核与台账\nkaoji: declaration, review and ledger of 1+X assessment plans",
      "kaoji");
  app.set_help_flag("-h,--help", "显示说明 Show this help");
  app.require_subcommand(1);
  Action action;
  add_init(app, action);
  add_serve(app, action);
  add_replay(app, action);
  add_policy(app, action);
  add_import(app, action);
  add_user(app, action);
  add_doctor(app, action);
  add_audit(app, action);
  add_receipt(app, action);
  add_keys(app, action);
  add_archive(app, action);
  add_backup(app, action);
  add_restore(app, action);
  add_version(app, action);
  add_access_table(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  return do_action(action);
}

}  // namespace kaoji::cli
