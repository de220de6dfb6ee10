#include <array>

#include "http/application_schemas.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "usecases/actions_now.hpp"
#include "usecases/worklist.hpp"

namespace kaoji::http {

namespace {

Answer read_worklist(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const auto rows = usecases::worklist(tx, asked.context);
  if (!rows) return asked.refused(rows.error());
  Directory directory(tx);
  const auto extensions = all_extensions(tx);
  JsonWriter json = asked.json(rows->size() * 768 + 128);
  json.begin_object()
      .member("actor", actor_of(asked.session->account))
      .member("server_time", asked.context.now)
      .key("items")
      .begin_array();
  for (const auto& row : *rows) write_summary(json, directory, asked.context, row, extensions);
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer read_dashboard(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const auto board = usecases::dashboard(tx, asked.context);
  if (!board) return asked.refused(board.error());
  JsonWriter json = asked.json();
  json.begin_object().member("server_time", asked.context.now).key("round");
  write_maybe_round(json, board->round);
  json.member("awaiting", board->awaiting)
      .member("due_soon", board->due_soon)
      .member("overdue", board->overdue)
      .member("returned", board->returned)
      .member("drafts", board->drafts)
      .member("exit_candidates", board->exit_candidates)
      .member("fees_overdue", board->fees_overdue)
      .key("progress")
      .begin_array();
  for (const ports::StatusCount& count : board->progress)
    json.begin_object()
        .member("status", core::to_text(count.status))
        .member("applications", count.applications)
        .member("headcount", count.headcount)
        .end_object();
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer list_actions(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  JsonWriter json = asked.json(4096);
  json.begin_object().member("server_time", asked.context.now).key("items").begin_array();
  for (const usecases::ActNow& now : usecases::actions_now(tx, asked.context)) {
    json.begin_object();
    write_action_members(json, now.state);
    json.member_or_null("kind", now.kind ? core::to_text(*now.kind) : std::string_view()).key("done_by").begin_array();
    for (const core::Role role : now.done_by) json.value(core::to_text(role));
    json.end_array();
    // What can be done next in place of a refused act.
    const bool told = now.state.why.has_value();
    json.member_or_null("remedy_zh", told ? std::string_view(now.state.why->remedy_zh) : std::string_view())
        .member_or_null("remedy_en", told ? std::string_view(now.state.why->remedy_en) : std::string_view())
        .end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

constexpr std::array kOverviewRoutes{
    asks("/api/worklist", core::Act::worklist_read, read_worklist),
    asks("/api/dashboard", core::Act::dashboard_read, read_dashboard),
    asks("/api/actions", core::Act::action_list, list_actions),
};
static_assert(all_have_rows(kOverviewRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> overview_routes() {
  return kOverviewRoutes;
}

}  // namespace kaoji::http
