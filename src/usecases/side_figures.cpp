#include "usecases/side_figures.hpp"

#include <algorithm>

namespace kaoji::usecases {

namespace {

/// The first instant of a year in the zone that the notice has now.
base::Instant beginning_of(const Context& context, int year) {
  return base::start_of(context.book.zone(context.now),
                        base::Date(std::chrono::year(year), std::chrono::January, std::chrono::day(1)));
}

}  // namespace

ports::ApplicationFilter applications_of(const ports::Scope& scope) {
  ports::ApplicationFilter filter;
  filter.institution = scope.institution;
  filter.bureau = scope.bureau;
  if (scope.kind) filter.kinds_of_institution = {*scope.kind};
  return filter;
}

ports::ReviewSpan reviews_of_year(const Context& context, int year) {
  return {beginning_of(context, year), beginning_of(context, year + 1)};
}

Outcome<SideFigures> read_side_figures(ports::Transaction& tx, const Context& context, const RatesOf& of, int year) {
  const auto named = find_rates(tx, context, of);
  if (!named) return not_yours();
  auto rates = read_rates(tx, context, of, {year, year});
  if (!rates) return std::move(rates).error();
  SideFigures figures;
  figures.measures = rates->years.front().measures;
  figures.rates = core::side_rates(figures.measures);
  std::vector<core::ReviewDone> reviews;
  if (named->certificates) {
    ports::ApplicationFilter filter = applications_of(named->scope.scope);
    filter.certificates = *named->certificates;
    reviews = tx.applications().reviews_done(filter, reviews_of_year(context, year));
  }
  figures.reviews = core::review_shares(context.book, reviews);
  return figures;
}

Outcome<std::optional<Funnel>> read_funnel(ports::Transaction& tx, const Context& context, const RatesOf& of, int year,
                                           std::string_view round) {
  const auto named = find_rates(tx, context, of);
  if (!named) return not_yours();
  const auto rounds = context.book.rounds_of_year(year);
  const auto asked = std::ranges::find(rounds, round, [](const core::Round& one) { return one.ref.name; });
  if (asked == rounds.end()) return std::optional<Funnel>{};
  Funnel funnel{*asked, 0, 0, {}};
  if (!named->certificates) return std::optional(std::move(funnel));
  ports::ApplicationFilter filter = applications_of(named->scope.scope);
  filter.certificates = *named->certificates;
  filter.kind = core::ApplicationKind::new_plans;
  filter.round = asked->ref;
  funnel.yield = tx.applications().round_yield(filter);
  for (const ports::RoundDeclared& each : tx.applications().round_declared(filter, std::nullopt)) {
    funnel.declared += each.declared;
    funnel.reviewed += each.reviewed;
  }
  return std::optional(std::move(funnel));
}

}  // namespace kaoji::usecases
