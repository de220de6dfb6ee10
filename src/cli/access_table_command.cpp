#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iterator>
#include <optional>

#include "cli/commands.hpp"
#include "core/access/access.hpp"

namespace kaoji::cli {

namespace {

constexpr std::array kRelations{core::Relation::none, core::Relation::own, core::Relation::owned_by_bureau,
                                core::Relation::everything};

std::string quoted(std::string_view word) {
  return fmt::format("\"{}\"", word);
}

/// The names of the table are plain words: nothing to escape.
void add_cell(std::string& json, std::optional<core::Role> role, core::Relation relation, core::Act act,
              std::optional<core::Status> status) {
  const core::Access answer = role                          ? core::access(*role, relation, act, status)
                              : core::open_to_visitors(act) ? core::Access::granted
                                                            : core::Access::denied;
  fmt::format_to(std::back_inserter(json),
                 "{}\n{{\"role\":{},\"relation\":\"{}\",\"act\":\"{}\",\"status\":{},\"access\":\"{}\"}}",
                 json.back() == '[' ? "" : ",", role ? quoted(core::to_text(*role)) : "null", core::to_text(relation),
                 core::to_text(act), status ? quoted(core::to_text(*status)) : "null", core::to_text(answer));
}

/// Every cell of core/access as JSON. `role` is null for a visitor, `status` for an act on something that is no
/// application.
std::string access_table_json() {
  std::string json = "{\"cells\":[";
  for (std::size_t column = 0; column <= core::kRoleCount; ++column) {
    const std::optional<core::Role> role =
        column == core::kVisitor ? std::nullopt : std::optional(static_cast<core::Role>(column));
    for (const core::Relation relation : kRelations) {
      for (const core::Act act : core::all_acts()) {
        add_cell(json, role, relation, act, std::nullopt);
        for (std::size_t status = 0; status < core::kStatusCount; ++status) {
          add_cell(json, role, relation, act, static_cast<core::Status>(status));
        }
      }
    }
  }
  return json + "\n]}\n";
}

}  // namespace

void add_access_table(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "access-table", "权限表，供接口测试逐格核对 The access table as JSON, for the walk of the API tests");
  command->group("");  // a tool for tests: not in the list of commands
  command->callback([&action] {
    action = [] {
      fmt::print("{}", access_table_json());
      return 0;
    };
  });
}

}  // namespace kaoji::cli
