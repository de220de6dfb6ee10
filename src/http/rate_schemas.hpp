#pragma once

#include "core/indicators/side_figures.hpp"
#include "http/asked.hpp"
#include "http/json_writer.hpp"
#include "usecases/rates.hpp"

namespace kaoji::http {

/// The query's `scope`, `certificate` and `organisation`.
[[nodiscard]] usecases::RatesOf read_rates_of(QueryReader& query, std::string_view default_scope);
/// The query's year, which must have begun.
[[nodiscard]] int begun_year(QueryReader& query, const Asked& asked);

/// The member `rates`: schema Rate for each.
void write_rates(JsonWriter& json, const std::vector<core::Rate>& rates, const core::Measures& measures);
/// Schema ReviewShare.
void write_review_share(JsonWriter& json, const core::ReviewShare& share);
/// The member `excluded`: what a round keeps out of the indicators of that year.
void write_excluded(JsonWriter& json, std::int64_t headcount, const std::vector<core::Round>& rounds);

}  // namespace kaoji::http
