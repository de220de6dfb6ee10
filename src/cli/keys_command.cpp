#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "adapters/system/key_folder.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/installation.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

namespace {

/// Values and marks of each place that one transaction seals anew: few enough to be brief, and a kill loses no more.
constexpr std::int64_t kStep = 500;

std::vector<std::string> keys_of_rows(Installation& installation) {
  std::vector<std::string> keys;
  installation.store().read([&](ports::Transaction& tx) { keys = tx.seals().keys(); });
  return keys;
}

int list_keys(const Whereabouts& whereabouts) {
  Installation installation(whereabouts);
  const auto in_use = keys_of_rows(installation);
  const auto ids = system::key_ids(DataFolder(whereabouts.data).key_places());
  for (const std::string& id : ids) {
    std::string_view state = "不再使用 no longer needed";
    if (std::ranges::find(in_use, id) != in_use.end()) state = "旧，仍有内容以它封存 old, rows still rest on it";
    if (id == ids.back()) state = "现用 current";
    fmt::print("{}\t{}\n", id, state);
  }
  return 0;
}

/// Makes a new key, unless an earlier rotation was not finished: then that one is taken up again.
void begin_rotation(const Whereabouts& whereabouts) {
  Installation installation(whereabouts);
  if (keys_of_rows(installation).size() > 1) {
    fmt::print("继续上次未完成的更换 Taking up the rotation that was not finished\n");
    return;
  }
  fmt::print("新密钥 New key {}\n", system::add_key(DataFolder(whereabouts.data).key_places()));
}

ports::ResealStep reseal_all(Installation& installation) {
  ports::ResealStep all;
  for (;;) {
    ports::ResealStep step;
    installation.store().write_and_wait([&](ports::Transaction& tx) { step = tx.seals().reseal_some(kStep); });
    all.done += step.done;
    all.broken = step.broken;
    if (step.done == 0) return all;
  }
}

int rotate_keys(const Whereabouts& whereabouts) {
  begin_rotation(whereabouts);
  // Opened anew: the ring has another current key.
  Installation installation(whereabouts);
  const ports::ResealStep all = reseal_all(installation);
  const std::string key = system::key_ids(DataFolder(whereabouts.data).key_places()).back();
  installation.write([&](ports::Transaction& tx, const usecases::Context& context) {
    if (all.broken == 0) tx.seals().keep_current_key_alone();
    usecases::append_audit(tx, context,
                           {"keys-rotate", fmt::format("key/{}", key), all.broken == 0 ? "ok" : "seal-broken",
                            fmt::format("resealed {}, broken {}", all.done, all.broken)});
  });
  if (all.broken > 0) {
    throw CommandFailed(fmt::format(
        "重新封存 {0} 项；另有 {1} 项打不开或标记不符，原样保留，旧密钥仍须留着：请运行 kaoji doctor。 "
        "Sealed {0} anew; {1} do not open or are not marked, and stay as they are with the old key: run kaoji doctor.",
        all.done, all.broken));
  }
  fmt::print("重新封存 {0} 项，现用密钥 {1} Sealed {0} anew; the current key is {1}\n", all.done, key);
  return 0;
}

}  // namespace

void add_keys(CLI::App& app, Action& action) {
  CLI::App* keys = app.add_subcommand("keys", "封存数据的密钥 The keys that seal what is stored");
  keys->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, int (*act)(const Whereabouts&)) {
    CLI::App* command = keys->add_subcommand(name, about);
    auto whereabouts = add_whereabouts(*command);
    command->callback([whereabouts, act, &action] { action = [whereabouts, act] { return act(*whereabouts); }; });
  };
  add("list", "列出密钥环中的密钥，现用的在最后 The keys of the ring, the current one last", list_keys);
  add("rotate",
      "换一把新密钥，并分步重新封存全部内容（服务须停止；中断后再次运行即可继续） A new key, and everything sealed "
      "anew "
      "with it, in steps; the server must be stopped; run it again after an interruption",
      rotate_keys);
}

}  // namespace kaoji::cli
