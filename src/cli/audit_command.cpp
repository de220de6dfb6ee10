#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/trail_check.hpp"

namespace kaoji::cli {

namespace {

void say_what_is_wrong(const TrailChecked& checked) {
  for (const std::string& line : checked.forged) fmt::print("签名不符 No signature of this installation: {}\n", line);
  if (!checked.verdict.first_bad) return;
  const std::int64_t row = *checked.verdict.first_bad;
  if (row > checked.verdict.rows && checked.verdict.disagrees.empty()) {
    fmt::print("第 {0} 条起的审计记录不见了 Audit rows from {0} on are gone\n", row);
  } else if (row > checked.verdict.rows) {
    fmt::print(
        "第 {0} 条起的审计记录不见了：{1} 签名的链头还有它 Audit rows from {0} on are gone: the head signed at {1} "
        "knew "
        "them\n",
        row, checked.verdict.disagrees);
  } else if (!checked.verdict.disagrees.empty()) {
    fmt::print(
        "第 {0} 条审计记录与 {1} 签名的链头不符：链被改写 Audit row {0} is not that of the head signed at {1}: the "
        "trail "
        "was rewritten\n",
        row, checked.verdict.disagrees);
  } else {
    fmt::print("第 {0} 条审计记录不符 Audit row {0} does not fit\n", row);
  }
}

int verify(const Whereabouts& whereabouts, const Witnesses& witnesses) {
  Installation installation(whereabouts);
  const TrailChecked checked = check_trail(installation, witnesses);
  for (const std::string& line : checked.unread) fmt::print(stderr, "不是链头，未计入 No head, left out: {}\n", line);
  say_what_is_wrong(checked);
  if (!checked.sound()) return 1;
  fmt::print("ok {} {}\n", checked.verdict.rows, checked.verdict.head);
  fmt::print("链头与回执 heads and receipts: {}\n", checked.heads);
  return 0;
}

}  // namespace

void add_audit(CLI::App& app, Action& action) {
  CLI::App* audit = app.add_subcommand("audit", "审计记录 The audit trail");
  audit->require_subcommand(1);
  CLI::App* command = audit->add_subcommand("verify",
                                            "核对 SM3 链和签名链头，指出第一条不符的记录；相符则给出条数和链头 Verify "
                                            "the SM3 chain and its signed heads: the first bad row, or count and head");
  auto whereabouts = add_whereabouts(*command);
  auto witnesses = std::make_shared<Witnesses>();
  command->add_option("--heads", witnesses->heads, "另处保存的链头文件 Files of heads that were kept elsewhere");
  command->add_option("--receipt", witnesses->receipts, "院校保存的签名回执 Signed receipts that institutions kept");
  command->add_option("--key", witnesses->keys, "从前的公钥文件 Files of former public keys");
  command->callback([whereabouts, witnesses, &action] { action = [=] { return verify(*whereabouts, *witnesses); }; });
}

}  // namespace kaoji::cli
