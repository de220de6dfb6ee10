#include <array>

#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
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

Answer read_trend(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const usecases::YearSpan years{query.required_year("from"), query.required_year("to")};
  const std::string scope = query.text("scope", 64).value_or("province");
  query.done();
  if (years.to < years.from || years.to - years.from >= kLongestTrend)
    throw parameter_invalid("to", "结束年度不得早于起始年度，至多二十年",
                            "The last year must not be before the first, and at most 20 years can be asked for");
  const auto rates = usecases::read_rates(tx, asked.context, scope, years);
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

Answer read_ranking(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const auto by_text = query.text("by", 16);
  const auto by = parse_ranking(by_text.value_or(""));
  if (!by) throw parameter_invalid("by", "只能是 kind、bureau 或 institution", "Must be kind, bureau or institution");
  const std::string bureau = query.text("bureau", 32).value_or("");
  query.done();
  const auto ranking = usecases::rank_rates(tx, asked.context, *by, bureau, year);
  if (!ranking) return asked.refused(ranking.error());
  JsonWriter json = asked.json(ranking->size() * 2048 + 256);
  json.begin_object()
      .member("year", year)
      .member("by", *by_text)
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
    asks("/api/rates/ranking", core::Act::rate_read, read_ranking),
    asks("/api/rates/side", core::Act::rate_read, read_side_figures),
    asks("/api/rates/funnel", core::Act::rate_read, read_funnel),
};
static_assert(all_have_rows(kRatesRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> rates_routes() {
  return kRatesRoutes;
}

}  // namespace kaoji::http
