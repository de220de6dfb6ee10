#include <array>

#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
#include "http/sheet_export.hpp"
#include "usecases/rates.hpp"
#include "usecases/side_figures.hpp"

namespace kaoji::http {

namespace {

constexpr int kLongestTrend = 20;

void write_parts(JsonWriter& json, std::string_view name, const std::vector<core::Measure>& measures,
                 const core::Measures& figures) {
  json.key(name).begin_array();
  for (const core::Measure measure : measures)
    json.begin_object()
        .member("measure", core::to_text(measure))
        .member("zh", core::words_zh(measure))
        .member("en", core::words_en(measure))
        .member("headcount", figures[static_cast<std::size_t>(measure)])
        .end_object();
  json.end_array();
}

void write_rates(JsonWriter& json, const std::vector<core::Rate>& rates, const core::Measures& measures) {
  json.key("rates").begin_array();
  for (const core::Rate& rate : rates) {
    json.begin_object()
        .member("name", rate.name)
        .member("label", rate.label)
        .member("label_en", rate.label_en)
        .member("value", core::percent_text(rate.numerator, rate.denominator))
        .member("numerator", rate.numerator)
        .member("denominator", rate.denominator);
    write_parts(json, "numerator_parts", rate.numerator_of, measures);
    write_parts(json, "denominator_parts", rate.denominator_of, measures);
    json.end_object();
  }
  json.end_array();
}

Answer read_rates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const std::string scope = query.text("scope", 64).value_or("province");
  query.done();
  const auto rates = usecases::read_rates(tx, asked.context, scope, {year, year});
  if (!rates) return asked.refused(rates.error());
  JsonWriter json = asked.json(4096);
  json.begin_object()
      .member("year", year)
      .member("scope", rates->scope)
      .member("scope_label", rates->label)
      .member("running", year >= asked.context.year())
      .member("as_of", asked.context.now);
  write_rates(json, rates->years.front().rates, rates->years.front().measures);
  json.end_object();
  return json_answer(json.take());
}

struct TrendQuery {
  usecases::YearSpan years;
  std::string scope;
};

TrendQuery read_trend_query(const Asked& asked) {
  QueryReader query = asked.query();
  TrendQuery wanted;
  wanted.years = {query.required_year("from"), query.required_year("to")};
  wanted.scope = query.text("scope", 64).value_or("province");
  query.done();
  if (wanted.years.to < wanted.years.from || wanted.years.to - wanted.years.from >= kLongestTrend)
    throw parameter_invalid("to", "结束年度不得早于起始年度，至多二十年",
                            "The last year must not be before the first, and at most 20 years can be asked for");
  return wanted;
}

Answer read_trend(ports::Transaction& tx, const Asked& asked) {
  const TrendQuery wanted = read_trend_query(asked);
  const auto rates = usecases::read_rates(tx, asked.context, wanted.scope, wanted.years);
  if (!rates) return asked.refused(rates.error());
  JsonWriter json = asked.json(rates->years.size() * 2048 + 256);
  json.begin_object()
      .member("scope", rates->scope)
      .member("scope_label", rates->label)
      .member("as_of", asked.context.now)
      .key("items")
      .begin_array();
  for (const usecases::YearRates& year : rates->years) {
    json.begin_object().member("year", year.year).member("running", year.year >= asked.context.year());
    write_rates(json, year.rates, year.measures);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

std::optional<usecases::SumsBy> parse_ranking(std::string_view text) {
  if (text == "kind") return usecases::SumsBy::kind;
  if (text == "bureau") return usecases::SumsBy::bureau;
  if (text == "institution") return usecases::SumsBy::institution;
  return std::nullopt;
}

/// What a ranking is asked for.
struct RankingQuery {
  int year = 0;
  std::string by_text;
  usecases::SumsBy by{};
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

/// A row for each year, scope and rate.
void put_rates(SheetRows& rows, const usecases::ScopeRates& scope) {
  for (const usecases::YearRates& year : scope.years) {
    for (const core::Rate& rate : year.rates)
      rows.row({number_cell(year.year), scope.scope, scope.label, rate.label,
                ports::Ratio{rate.numerator, rate.denominator}, rate.numerator, rate.denominator});
  }
}

std::optional<Answer> fill_ranking(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const RankingQuery wanted = read_ranking_query(asked);
  const auto ranking = usecases::rank_rates(tx, asked.context, wanted.by, wanted.bureau, wanted.year);
  if (!ranking) return asked.refused(ranking.error());
  for (const usecases::ScopeRates& scope : *ranking) put_rates(rows, scope);
  return std::nullopt;
}
constexpr ListSheet kRankingSheet{"监测指标", "rates.xlsx", kRankingColumns, fill_ranking};

std::optional<Answer> fill_trend(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const TrendQuery wanted = read_trend_query(asked);
  const auto rates = usecases::read_rates(tx, asked.context, wanted.scope, wanted.years);
  if (!rates) return asked.refused(rates.error());
  put_rates(rows, *rates);
  return std::nullopt;
}
constexpr ListSheet kTrendSheet{"历年指标", "rate-trend.xlsx", kRankingColumns, fill_trend};

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
    write_rates(json, scope.years.front().rates, scope.years.front().measures);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer read_side_figures(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const std::string scope = query.text("scope", 64).value_or("province");
  query.done();
  const auto figures = usecases::read_side_figures(tx, asked.context, scope, year);
  if (!figures) return asked.refused(figures.error());
  JsonWriter json = asked.json(2048);
  json.begin_object().member("year", year).member("scope", scope).member("as_of", asked.context.now);
  write_rates(json, figures->rates, figures->measures);
  json.key("reviews").begin_array();
  for (const core::ReviewShare& share : figures->reviews)
    json.begin_object()
        .member("name", share.name)
        .member("label", share.label)
        .member("label_en", share.label_en)
        .member("value", core::percent_text(share.numerator, share.denominator))
        .member("numerator", share.numerator)
        .member("numerator_zh", share.numerator_zh)
        .member("numerator_en", share.numerator_en)
        .member("denominator", share.denominator)
        .member("denominator_zh", share.denominator_zh)
        .member("denominator_en", share.denominator_en)
        .end_object();
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer read_funnel(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const std::string scope = query.text("scope", 64).value_or("province");
  const std::string round = query.text("round", 64).value_or("");
  query.done();
  const auto found = usecases::read_funnel(tx, asked.context, scope, year, round);
  if (!found) return asked.refused(found.error());
  if (!*found) throw parameter_invalid("round", "该年度没有这个批次", "There is no such round in that year");
  const usecases::Funnel& funnel = **found;
  JsonWriter json = asked.json();
  json.begin_object().member("scope", scope).member("as_of", asked.context.now).key("round");
  write_round_ref(json, funnel.round);
  json.member("declared", funnel.declared)
      .member("reviewed", funnel.reviewed)
      .member("approved", funnel.yield.approved)
      .member("examined", funnel.yield.examined)
      .member("passed", funnel.yield.passed)
      .member("plans", funnel.yield.plans)
      .end_object();
  return json_answer(json.take());
}

constexpr std::array kRatesRoutes{
    asks("/api/rates", core::Act::rate_read, read_rates),
    asks("/api/rates/trend", core::Act::rate_read, read_trend),
    flows(Method::get, "/api/rates/trend.xlsx", core::Act::rate_export, exports<kTrendSheet>),
    asks("/api/rates/ranking", core::Act::rate_read, read_ranking),
    flows(Method::get, "/api/rates/ranking.xlsx", core::Act::rate_export, exports<kRankingSheet>),
    asks("/api/rates/side", core::Act::rate_read, read_side_figures),
    asks("/api/rates/funnel", core::Act::rate_read, read_funnel),
};
static_assert(all_have_rows(kRatesRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> rates_routes() {
  return kRatesRoutes;
}

}  // namespace kaoji::http
