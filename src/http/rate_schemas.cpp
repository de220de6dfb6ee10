#include "http/rate_schemas.hpp"

#include "http/shared_schemas.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kLongestName = 200;

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

}  // namespace

usecases::RatesOf read_rates_of(QueryReader& query, std::string_view default_scope) {
  usecases::RatesOf of;
  of.scope = query.text("scope", 64).value_or(std::string(default_scope));
  of.certificate = query.text("certificate", kLongestName).value_or("");
  of.organisation = query.text("organisation", kLongestName).value_or("");
  return of;
}

int begun_year(QueryReader& query, const Asked& asked) {
  const int year = query.required_year("year");
  if (year > asked.context.year())
    throw parameter_invalid("year", "该年度尚未开始，没有可报告的数据",
                            "That year has not begun: there is nothing to report");
  return year;
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

void write_review_share(JsonWriter& json, const core::ReviewShare& share) {
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
}

void write_excluded(JsonWriter& json, std::int64_t headcount, const std::vector<core::Round>& rounds) {
  json.key("excluded").begin_object().member("headcount", headcount).key("rounds").begin_array();
  for (const core::Round& round : rounds) write_round_ref(json, round);
  json.end_array().end_object();
}

}  // namespace kaoji::http
