#include <array>

#include "http/application_schemas.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/actions_now.hpp"
#include "usecases/rates.hpp"

namespace kaoji::http {

namespace {

void write_parts(JsonWriter& json, std::string_view name, const std::vector<core::Measure>& measures,
                 const core::Measures& figures) {
  json.key(name).begin_array();
  for (const core::Measure measure : measures)
    json.begin_object()
        .member("measure", core::to_text(measure))
        .member("zh", core::words_zh(measure))
        .member("en", core::to_text(measure))
        .member("headcount", figures[static_cast<std::size_t>(measure)])
        .end_object();
  json.end_array();
}

void write_rates(JsonWriter& json, const usecases::ScopeRates& scope) {
  json.key("rates").begin_array();
  for (const core::Rate& rate : scope.rates) {
    json.begin_object()
        .member("name", rate.name)
        .member("label", rate.label)
        .member("label_en", rate.name)
        .member("value", core::percent_text(rate.numerator, rate.denominator))
        .member("numerator", rate.numerator)
        .member("denominator", rate.denominator);
    write_parts(json, "numerator_parts", rate.numerator_of, scope.measures);
    write_parts(json, "denominator_parts", rate.denominator_of, scope.measures);
    json.end_object();
  }
  json.end_array();
}

Answer read_rates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const std::string scope = query.text("scope", 64).value_or("province");
  query.done();
  const auto rates = usecases::read_rates(tx, asked.context, scope, year);
  if (!rates) return asked.refused(rates.error());
  JsonWriter json = asked.json(4096);
  json.begin_object()
      .member("year", year)
      .member("scope", rates->scope)
      .member("scope_label", rates->label)
      .member("running", year >= asked.context.year())
      .member("as_of", asked.context.now);
  write_rates(json, *rates);
  json.end_object();
  return json_answer(json.take());
}

std::optional<usecases::RankingBy> parse_ranking(std::string_view text) {
  if (text == "kind") return usecases::RankingBy::kind;
  if (text == "bureau") return usecases::RankingBy::bureau;
  if (text == "institution") return usecases::RankingBy::institution;
  return std::nullopt;
}

/// What a ranking is asked for.
struct RankingQuery {
  int year = 0;
  std::string by_text;
  usecases::RankingBy by{};
  std::string bureau;
};

RankingQuery read_ranking_query(const Asked& asked) {
  QueryReader query = asked.query();
  RankingQuery wanted;
  wanted.year = query.required_year("year");
  wanted.by_text = query.text("by", 16).value_or("");
  const auto by = parse_ranking(wanted.by_text);
  if (!by) throw parameter_invalid("by", "只能是 kind、bureau 或 institution", "Must be kind, bureau or institution");
  wanted.by = *by;
  wanted.bureau = query.text("bureau", 32).value_or("");
  query.done();
  return wanted;
}

constexpr std::array kRankingColumns{
    ports::SheetColumn{"年度", ports::SheetKind::ordinal, 8},  ports::SheetColumn{"代码", ports::SheetKind::text, 22},
    ports::SheetColumn{"名称", ports::SheetKind::text, 34},    ports::SheetColumn{"指标", ports::SheetKind::text, 14},
    ports::SheetColumn{"比率", ports::SheetKind::percent, 10}, ports::SheetColumn{"分子", ports::SheetKind::number, 12},
    ports::SheetColumn{"分母", ports::SheetKind::number, 12},
};

/// A row for each scope and rate.
std::optional<Answer> fill_ranking(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const RankingQuery wanted = read_ranking_query(asked);
  const auto ranking = usecases::rank_rates(tx, asked.context, wanted.by, wanted.bureau, wanted.year);
  if (!ranking) return asked.refused(ranking.error());
  for (const usecases::ScopeRates& scope : *ranking) {
    for (const core::Rate& rate : scope.rates)
      rows.row({number_cell(wanted.year), scope.scope, scope.label, rate.label,
                ports::Ratio{rate.numerator, rate.denominator}, rate.numerator, rate.denominator});
  }
  return std::nullopt;
}
constexpr ListSheet kRankingSheet{"监测指标", "rates.xlsx", kRankingColumns, fill_ranking};

Answer read_ranking(ports::Transaction& tx, const Asked& asked) {
  const RankingQuery wanted = read_ranking_query(asked);
  const auto ranking = usecases::rank_rates(tx, asked.context, wanted.by, wanted.bureau, wanted.year);
  if (!ranking) return asked.refused(ranking.error());
  JsonWriter json = asked.json(ranking->size() * 2048 + 256);
  json.begin_object()
      .member("year", wanted.year)
      .member("by", wanted.by_text)
      .member("as_of", asked.context.now)
      .key("items")
      .begin_array();
  for (const usecases::ScopeRates& scope : *ranking) {
    json.begin_object().member("scope", scope.scope).member("scope_label", scope.label);
    write_rates(json, scope);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

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
    asks("/api/rates", core::Act::rate_read, read_rates),
    asks("/api/rates/ranking", core::Act::rate_read, read_ranking),
    flows(Method::get, "/api/rates/ranking.xlsx", core::Act::rate_export, exports<kRankingSheet>),
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
