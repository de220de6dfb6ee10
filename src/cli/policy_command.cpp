#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

#include "adapters/system/clocks.hpp"
#include "cli/commands.hpp"
#include "cli/policies.hpp"
#include "core/policy/explanation.hpp"

namespace kaoji::cli {

namespace {

int check_files(const std::vector<std::string>& paths) {
  int status = 0;
  for (const std::string& path : paths) {
    const auto policy = policy_toml::read_policy_file(path);
    if (policy) {
      fmt::print("{}: ok {} {}\n", path, policy->id, policy->title);
    } else {
      fmt::print(stderr, "{}\n", policy_toml::to_text(policy.error(), path));
      status = 1;
    }
  }
  return status;
}

int explain_year(const std::string& path, std::optional<int> year) {
  const core::Policy policy = load_policy(path);
  const int of_year = year.value_or(base::year_of(base::day_of(policy.zone, system::SystemClock().now())));
  fmt::print("{} {}\n", policy.number, policy.title);
  fmt::print("{} 年 Year {}（{}，首尾两天都算在内，按整天计 whole days, both ends included）\n\n", of_year, of_year,
             policy.zone.name);
  for (const core::PolicyWords& words : core::explain(policy, of_year)) {
    fmt::print("{} / {}{}\n  {}\n  {}\n\n", words.title_zh, words.title_en,
               words.clause.empty() ? "" : fmt::format("  [{}]", words.clause), words.zh, words.en);
  }
  return 0;
}

}  // namespace

void add_policy(CLI::App& app, Action& action) {
  CLI::App* policy = app.add_subcommand("policy", "检查、解释政策文件 Check and explain policy files");
  policy->require_subcommand(1);

  CLI::App* check = policy->add_subcommand("check", "检查政策文件，指出行和原因 Check policy files: line and reason");
  auto paths = std::make_shared<std::vector<std::string>>();
  check->add_option("FILE", *paths, "政策文件（TOML） Policy files")->required();
  check->callback([paths, &action] { action = [paths] { return check_files(*paths); }; });

  CLI::App* explain = policy->add_subcommand("explain", "用文字说明某一年的安排 A year as a calendar in words");
  auto path = std::make_shared<std::string>();
  auto year = std::make_shared<std::optional<int>>();
  explain->add_option("FILE", *path, "政策文件，或程序自带政策的 id A policy file, or the id of one of the program's")
      ->required();
  explain->add_option("--year", *year, "年份，默认今年 The year; this one by default")->check(CLI::Range(2000, 9999));
  explain->callback([path, year, &action] { action = [path, year] { return explain_year(*path, *year); }; });
}

}  // namespace kaoji::cli
