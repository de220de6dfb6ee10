#include "cli/sandbox_state.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/policy_toml/read_policy.hpp"
#include "cli/demo_world.hpp"
#include "cli/failure.hpp"

namespace kaoji::cli {

namespace {

constexpr std::string_view kPolicySetting = "sandbox-policy";
constexpr std::string_view kClockSetting = "sandbox-clock";
constexpr std::string_view kReplaced = "replaced";

bool empty(ports::Store& store) {
  bool nothing = false;
  store.read(
      [&](ports::Transaction& tx) { nothing = tx.accounts().accounts().empty() && tx.catalogue().bureaus().empty(); });
  return nothing;
}

/// `2026-03-12T10:00:00+08:00 running`
std::string clock_text(const http::ClockState& state) {
  return fmt::format("{} {}", base::to_text(base::Zone{}, state.now), state.running ? "running" : "still");
}

std::optional<http::ClockState> parse_clock(std::string_view text) {
  const auto blank = text.find(' ');
  const auto now = base::parse_instant(text.substr(0, blank));
  if (blank == std::string_view::npos || !now) return std::nullopt;
  return http::ClockState{*now, text.substr(blank + 1) == "running"};
}

}  // namespace

bool holds_sandbox(ports::Store& store) {
  bool holds = false;
  store.read([&](ports::Transaction& tx) { holds = tx.records().setting(kSandboxSetting).has_value(); });
  return holds;
}

SandboxState::SandboxState(ports::Store& store, http::PolicyShelf& shelf, system::SettableClock& clock,
                           const ports::Crypto& crypto)
    : store_(store), shelf_(shelf), clock_(clock), crypto_(crypto) {}

std::optional<std::string> SandboxState::setting(std::string_view name) {
  std::optional<std::string> value;
  store_.read([&](ports::Transaction& tx) { value = tx.records().setting(name); });
  return value;
}

bool SandboxState::replaced() {
  return setting(kSandboxSetting) == kReplaced;
}

void SandboxState::begin(ports::FileStore& files) {
  if (!setting(kSandboxSetting)) {
    if (!empty(store_)) {
      throw CommandFailed("数据库中已有别的数据，沙盒不得使用。 The database holds something else: no sandbox there.");
    }
    make_demo_world(store_, files, *shelf_.current(), crypto_);
  } else if (replaced()) {
    const std::string text = setting(kPolicySetting).value_or("");
    const auto policy = policy_toml::read_policy(text);
    if (!policy) throw CommandFailed("沙盒的政策已损坏。 The policy of the sandbox is damaged.");
    shelf_.replace_files({{*policy, text}});
  }
  go_on_from_kept_clock();
}

void SandboxState::go_on_from_kept_clock() {
  http::ClockState state{*base::parse_instant(kSandboxBegins), true};
  if (const auto kept = setting(kClockSetting)) state = parse_clock(*kept).value_or(state);
  // A running clock went on after it was kept: never begin before what has been written down.
  store_.read([&](ports::Transaction& tx) {
    ports::AuditFilter newest;
    newest.limit = 1;
    for (const ports::AuditRow& row : tx.records().audit(newest)) state.now = std::max(state.now, row.at);
  });
  clock_.set(state.now, state.running);
}

http::ClockState SandboxState::clock() const {
  return {clock_.now(), clock_.running()};
}

void SandboxState::set_clock(const http::ClockState& state) {
  store_.write_and_wait([&](ports::Transaction& tx) { tx.records().put_setting(kClockSetting, clock_text(state)); });
  clock_.set(state.now, state.running);
  moved_();
}

std::optional<http::WorldRefused> SandboxState::replace_world(const std::string& policy, base::Instant now,
                                                              const usecases::World& world) {
  auto read = policy_toml::read_policy(policy);
  if (!read) {
    const policy_toml::PolicyError& first = read.error().front();
    return http::WorldRefused{true, fmt::format("第 {} 行：{}", first.line, first.zh),
                              fmt::format("Line {}: {}", first.line, first.en)};
  }
  const core::PolicyBook book({*read});
  core::Actor actor;
  actor.login = "system";
  actor.role = core::Role::system_administrator;
  const usecases::Context context{book, now, actor, crypto_, "sandbox", {}};
  store_.wipe();
  store_.write_and_wait([&](ports::Transaction& tx) {
    usecases::load_world(tx, context, world);
    tx.records().put_setting(kSandboxSetting, kReplaced);
    tx.records().put_setting(kPolicySetting, policy);
    tx.records().put_setting(kClockSetting, clock_text({now, false}));
  });
  shelf_.begin_anew({{*read, policy}});
  clock_.set(now, false);
  moved_();
  return std::nullopt;
}

}  // namespace kaoji::cli
