#include <array>

#include "http/rate_schemas.hpp"
#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
#include "http/sheet_export.hpp"
#include "usecases/rates.hpp"
#include "usecases/side_figures.hpp"

namespace kaoji::http {

namespace {

constexpr int kLongestTrend = 20;

Answer read_rates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const usecases::RatesOf of = read_rates_of(query, "province");
  query.done();
  const auto rates = usecases::read_rates(tx, asked.context, of, {year, year});
  if (!rates) return asked.refused(rates.error());
  JsonWriter json = asked.json(4096);
  json.begin_object()
      .member("year", year)
      .member("scope", rates->scope)
      .member("scope_label", rates->label)
      .member_or_null("certificate", of.certificate)
      .member_or_null("organisation", of.organisation)
      .member("running", year >= asked.context.year())
      .member("as_of", asked.context.now);
  write_excluded(json, rates->years.front().excluded, usecases::excluded_rounds(asked.context, year));
  write_rates(json, rates->years.front().rates, rates->years.front().measures);
  json.end_object();
  return json_answer(json.take());
}

struct TrendQuery {
  usecases::YearSpan years;
  usecases::RatesOf of;
};

TrendQuery read_trend_query(const Asked& asked) {
  QueryReader query = asked.query();
  TrendQuery wanted;
  wanted.years = {query.required_year("from"), query.required_year("to")};
  wanted.of = read_rates_of(query, "province");
  query.done();
  if (wanted.years.to < wanted.years.from || wanted.years.to - wanted.years.from >= kLongestTrend)
    throw parameter_invalid("to", "结束年度不得早于起始年度，至多二十年",
                            "The last year must not be before the first, and at most 20 years can be asked for");
  return wanted;
}

Answer read_trend(ports::Transaction& tx, const Asked& asked) {
  const TrendQuery wanted = read_trend_query(asked);
  const auto rates = usecases::read_rates(tx, asked.context, wanted.of, wanted.years);
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
  if (text == "certificate") return usecases::SumsBy::certificate;
  if (text == "organisation") return usecases::SumsBy::organisation;
  return std::nullopt;
}

/// What a ranking is asked for.
struct RankingQuery {
  usecases::RankingOf ranking;
  std::string by_text;
};

RankingQuery read_ranking_query(const Asked& asked) {
  QueryReader query = asked.query();
  RankingQuery wanted;
  wanted.ranking.year = query.required_year("year");
  wanted.by_text = query.text("by", 16).value_or("");
  const auto by = parse_ranking(wanted.by_text);
  if (!by)
    throw parameter_invalid("by", "只能是 kind、bureau、institution、certificate 或 organisation",
                            "Must be kind, bureau, institution, certificate or organisation");
  wanted.ranking.by = *by;
  wanted.ranking.of = read_rates_of(query, "");
  query.done();
  return wanted;
}

constexpr std::array kRankingColumns{
    ports::SheetColumn{"年度", ports::SheetKind::ordinal, 8, "Year"},
    ports::SheetColumn{"代码", ports::SheetKind::text, 22, "Code"},
    ports::SheetColumn{"名称", ports::SheetKind::text, 34, "Name"},
    ports::SheetColumn{"指标", ports::SheetKind::text, 14, "Rate"},
    ports::SheetColumn{"比率", ports::SheetKind::percent, 10, "Share"},
    ports::SheetColumn{"分子", ports::SheetKind::number, 12, "Numerator"},
    ports::SheetColumn{"分母", ports::SheetKind::number, 12, "Denominator"},
};

/// A row for each year, scope and rate.
void put_rates(SheetRows& rows, const usecases::ScopeRates& scope) {
  for (const usecases::YearRates& year : scope.years) {
    for (const core::Rate& rate : year.rates)
      rows.row({number_cell(year.year), scope.scope, scope_word(scope.scope, scope.label, rows.language()),
                rows.say({rate.label, rate.label_en}), ports::Ratio{rate.numerator, rate.denominator}, rate.numerator,
                rate.denominator});
  }
}

std::optional<Answer> fill_ranking(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const RankingQuery wanted = read_ranking_query(asked);
  const auto ranking = usecases::rank_rates(tx, asked.context, wanted.ranking);
  if (!ranking) return asked.refused(ranking.error());
  for (const usecases::ScopeRates& scope : *ranking) put_rates(rows, scope);
  return std::nullopt;
}
constexpr ListSheet kRankingSheet{"监测指标", "rates.xlsx", kRankingColumns, fill_ranking, "Rates"};

std::optional<Answer> fill_trend(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const TrendQuery wanted = read_trend_query(asked);
  const auto rates = usecases::read_rates(tx, asked.context, wanted.of, wanted.years);
  if (!rates) return asked.refused(rates.error());
  put_rates(rows, *rates);
  return std::nullopt;
}
constexpr ListSheet kTrendSheet{"历年指标", "rate-trend.xlsx", kRankingColumns, fill_trend, "Rates by year"};

Answer read_ranking(ports::Transaction& tx, const Asked& asked) {
  const RankingQuery wanted = read_ranking_query(asked);
  const auto ranking = usecases::rank_rates(tx, asked.context, wanted.ranking);
  if (!ranking) return asked.refused(ranking.error());
  JsonWriter json = asked.json(ranking->size() * 2048 + 256);
  json.begin_object()
      .member("year", wanted.ranking.year)
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
  const usecases::RatesOf of = read_rates_of(query, "province");
  query.done();
  const auto figures = usecases::read_side_figures(tx, asked.context, of, year);
  if (!figures) return asked.refused(figures.error());
  JsonWriter json = asked.json(2048);
  json.begin_object().member("year", year).member("scope", of.scope).member("as_of", asked.context.now);
  write_rates(json, figures->rates, figures->measures);
  json.key("reviews").begin_array();
  for (const core::ReviewShare& share : figures->reviews) write_review_share(json, share);
  json.end_array().end_object();
  return json_answer(json.take());
}

std::optional<Answer> fill_side_figures(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const usecases::RatesOf of = read_rates_of(query, "province");
  query.done();
  const auto figures = usecases::read_side_figures(tx, asked.context, of, year);
  if (!figures) return asked.refused(figures.error());
  const std::string_view scope = scope_word(of.scope, figures->label, rows.language());
  for (const core::Rate& rate : figures->rates)
    rows.row({number_cell(year), scope, rows.say({rate.label, rate.label_en}),
              ports::Ratio{rate.numerator, rate.denominator}, rate.numerator, rate.denominator});
  for (const core::ReviewShare& share : figures->reviews)
    rows.row({number_cell(year), scope, rows.say({share.label, share.label_en}),
              ports::Ratio{share.numerator, share.denominator}, share.numerator, share.denominator});
  return std::nullopt;
}
constexpr std::array kSideColumns{
    ports::SheetColumn{"年度", ports::SheetKind::ordinal, 8, "Year"},
    ports::SheetColumn{"范围", ports::SheetKind::text, 22, "Scope"},
    ports::SheetColumn{"指标", ports::SheetKind::text, 14, "Rate"},
    ports::SheetColumn{"比率", ports::SheetKind::percent, 10, "Share"},
    ports::SheetColumn{"分子", ports::SheetKind::number, 12, "Numerator"},
    ports::SheetColumn{"分母", ports::SheetKind::number, 12, "Denominator"},
};
constexpr ListSheet kSideSheet{"附列指标", "rates-side.xlsx", kSideColumns, fill_side_figures, "Side figures"};

/// What a funnel is asked for, and what came of it; a refusal instead.
struct FunnelAsked {
  usecases::RatesOf of;
  usecases::Funnel funnel;
};

base::Result<FunnelAsked, Answer> find_funnel(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  usecases::RatesOf of = read_rates_of(query, "province");
  const std::string round = query.text("round", 64).value_or("");
  query.done();
  auto found = usecases::read_funnel(tx, asked.context, of, year, round);
  if (!found) return asked.refused(found.error());
  auto funnel = std::move(found).value();
  if (!funnel) throw no_such_round();
  return FunnelAsked{std::move(of), *std::move(funnel)};
}

Answer read_funnel(ports::Transaction& tx, const Asked& asked) {
  const auto found = find_funnel(tx, asked);
  if (!found) return found.error();
  const usecases::Funnel& funnel = found->funnel;
  JsonWriter json = asked.json();
  json.begin_object().member("scope", found->of.scope).member("as_of", asked.context.now).key("round");
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

std::optional<Answer> fill_funnel(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const auto found = find_funnel(tx, asked);
  if (!found) return found.error();
  const usecases::Funnel& funnel = found->funnel;
  const std::string round = round_words(funnel.round, rows.language());
  const std::string_view scope = scope_word(found->of.scope, funnel.label, rows.language());
  struct Step {
    base::Words words;
    std::int64_t headcount;
  };
  for (const Step& step :
       {Step{{"已申报", "Declared"}, funnel.declared}, Step{{"已审核", "Reviewed"}, funnel.reviewed},
        Step{{"已批准", "Approved"}, funnel.yield.approved}, Step{{"已考核", "Examined"}, funnel.yield.examined},
        Step{{"考核通过", "Passed"}, funnel.yield.passed}})
    rows.row({round, scope, rows.say(step.words), step.headcount, ports::Ratio{step.headcount, funnel.declared}});
  return std::nullopt;
}
constexpr std::array kFunnelColumns{
    ports::SheetColumn{"批次", ports::SheetKind::text, 22, "Round"},
    ports::SheetColumn{"范围", ports::SheetKind::text, 22, "Scope"},
    ports::SheetColumn{"环节", ports::SheetKind::text, 12, "Stage"},
    ports::SheetColumn{"人次", ports::SheetKind::number, 12, "Person-times"},
    ports::SheetColumn{"占申报", ports::SheetKind::percent, 10, "Of the declared"},
};
constexpr ListSheet kFunnelSheet{"批次漏斗", "rates-funnel.xlsx", kFunnelColumns, fill_funnel, "Funnel of a round"};

constexpr std::array kRatesRoutes{
    asks("/api/rates", core::Act::rate_read, read_rates),
    asks("/api/rates/trend", core::Act::rate_read, read_trend),
    flows(Method::get, "/api/rates/trend.xlsx", core::Act::rate_export, exports<kTrendSheet>),
    asks("/api/rates/ranking", core::Act::rate_read, read_ranking),
    flows(Method::get, "/api/rates/ranking.xlsx", core::Act::rate_export, exports<kRankingSheet>),
    asks("/api/rates/side", core::Act::rate_read, read_side_figures),
    flows(Method::get, "/api/rates/side.xlsx", core::Act::rate_export, exports<kSideSheet>),
    asks("/api/rates/funnel", core::Act::rate_read, read_funnel),
    flows(Method::get, "/api/rates/funnel.xlsx", core::Act::rate_export, exports<kFunnelSheet>),
};
static_assert(all_have_rows(kRatesRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> rates_routes() {
  return kRatesRoutes;
}

}  // namespace kaoji::http
