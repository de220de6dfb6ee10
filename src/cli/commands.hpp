#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace kaoji::cli {

/// What a chosen command does once its arguments are read. Its return is the status of the process: 0 done, 1 refused
/// or failed.
using Action = std::function<int()>;

// Each adds one command to `app`, which sets `action` when it is chosen. One file each: <name>_command.cpp.
void add_init(CLI::App& app, Action& action);
void add_serve(CLI::App& app, Action& action);
void add_replay(CLI::App& app, Action& action);
void add_policy(CLI::App& app, Action& action);
void add_import(CLI::App& app, Action& action);
void add_user(CLI::App& app, Action& action);
void add_doctor(CLI::App& app, Action& action);
void add_audit(CLI::App& app, Action& action);
void add_receipt(CLI::App& app, Action& action);
void add_keys(CLI::App& app, Action& action);
void add_archive(CLI::App& app, Action& action);
void add_backup(CLI::App& app, Action& action);
void add_restore(CLI::App& app, Action& action);
void add_version(CLI::App& app, Action& action);
void add_access_table(CLI::App& app, Action& action);

/// Reads the arguments of the program and does what they say. Returns the status of the process: 2 when they are not
/// understood. Nothing is thrown: what went wrong is said on the standard error, in Chinese and English.
int run(int argc, char** argv);

}  // namespace kaoji::cli
