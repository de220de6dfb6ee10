#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

namespace {

int verify(const Whereabouts& whereabouts) {
  Installation installation(whereabouts);
  usecases::AuditVerdict verdict;
  installation.store().read(
      [&](ports::Transaction& tx) { verdict = usecases::verify_audit(tx, installation.crypto()); });
  if (verdict.first_bad) {
    fmt::print("第 {} 条审计记录不符 Audit row {} does not fit\n", *verdict.first_bad, *verdict.first_bad);
    return 1;
  }
  fmt::print("ok {} {}\n", verdict.rows, verdict.head);
  return 0;
}

}  // namespace

void add_audit(CLI::App& app, Action& action) {
  CLI::App* audit = app.add_subcommand("audit", "审计记录 The audit trail");
  audit->require_subcommand(1);
  CLI::App* command = audit->add_subcommand("verify",
                                            "核对 SM3 链，指出第一条不符的记录；相符则给出条数和链头 Verify the SM3 "
                                            "chain: the first bad row, or the count and the head");
  auto whereabouts = add_whereabouts(*command);
  command->callback([whereabouts, &action] { action = [whereabouts] { return verify(*whereabouts); }; });
}

}  // namespace kaoji::cli
