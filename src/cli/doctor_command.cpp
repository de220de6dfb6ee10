#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "cli/trail_check.hpp"

namespace kaoji::cli {

namespace {

int doctor(const Whereabouts& whereabouts) {
  Installation installation(whereabouts);
  const auto broken = installation.store().examine();
  for (const ports::BrokenRow& row : broken) fmt::print("{}\t{}\n", row.invariant, row.row);
  const TrailChecked trail = check_trail(installation, {});
  if (trail.verdict.first_bad) fmt::print("audit-chain\taudit row {}\n", *trail.verdict.first_bad);
  for (const std::string& line : trail.forged) fmt::print("audit-head\t{}\n", line);
  if (!broken.empty() || !trail.sound()) return 1;
  fmt::print("ok\n");
  return 0;
}

}  // namespace

void add_doctor(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("doctor",
                                         "检查数据：逐条指出违反规则的行，重算余额，核对审计链 Examine the data: every "
                                         "row that breaks an invariant, balances, audit chain");
  auto whereabouts = add_whereabouts(*command);
  command->callback([whereabouts, &action] { action = [whereabouts] { return doctor(*whereabouts); }; });
}

}  // namespace kaoji::cli
